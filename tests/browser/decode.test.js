import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { browsers } from './harness/browsers.js';
import { encode, pictures } from './harness/h264.js';
import { PATIENCE_MILLIS } from './harness/program.js';

const FRAMES = 20;

/**
 * Runs in the page: gives a decoder one frame at a time, and the next only when that one came out.
 * Answers with the presentation times of those that came, and what went wrong if something did.
 */
async function decodeOneByOne({ codec, description, chunks }, patienceMillis) {
    const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const came = [];
    let settle;
    const decoder = new VideoDecoder({
        output: (frame) => {
            came.push(frame.timestamp);
            frame.close();
            settle('');
        },
        error: (failure) => settle(String(failure)),
    });
    decoder.configure({ codec, description: bytes(description), optimizeForLatency: true });
    for (const [i, { key, data }] of chunks.entries()) {
        const next = new Promise((resolve) => {
            settle = resolve;
            setTimeout(() => resolve(`frame ${i} was held back`), patienceMillis);
        });
        decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp: i, data: bytes(data) }));
        const problem = await next;
        if (problem) {
            return { came, problem };
        }
    }
    decoder.close();
    return { came, problem: '' };
}

// Hardware and software decoders may hold frames back for reordering, unless the stream says that
// there is none: a picture that waits for the next one is late by a frame, or by four.
for (const browser of browsers) {
    const skip = !browser.path && `${browser.command} is not installed`;

    describe(`what our encoder makes, decoded in ${browser.name}`, { skip }, () => {
        let server, driver, page;

        before(async () => {
            // WebCodecs is there in a secure context only, and a page of this machine is one.
            server = createServer((_, answer) => answer.end('<!doctype html><title>decoder</title>')).listen(0, '127.0.0.1');
            await new Promise((resolve) => server.once('listening', resolve));
            driver = await browser.launch(browser.path);
            page = await driver.newPage();
            await page.goto(`http://localhost:${server.address().port}/`);
        }, { timeout: 3 * PATIENCE_MILLIS });
        after(async () => {
            await driver?.close();
            server?.close();
        });

        for (const [what, options, width, height] of [
            ['a stream', [], 320, 192],
            ['a stream with cropping', [], 322, 182],
            ['a stream of two slices', ['--threads', '2'], 320, 192],
            ['a stream with disposable frames', ['--layers', '2'], 320, 192],
            ['a stream with keyframes in between', ['--keyint', '5'], 320, 192],
        ]) {
            test(`no frame is held back of ${what}`, { timeout: 3 * PATIENCE_MILLIS }, async () => {
                const { codec, description, chunks } = encode(
                    pictures(width, height, FRAMES), ['--qp', '28', ...options]);
                assert.equal(chunks.length, FRAMES);
                const { came, problem } = await page.evaluate(decodeOneByOne, {
                    codec,
                    description: description.toString('base64'),
                    chunks: chunks.map(({ key, data }) => ({ key, data: data.toString('base64') })),
                }, PATIENCE_MILLIS);
                assert.equal(problem, '');
                assert.deepEqual(came, [...Array(FRAMES).keys()]);
            });
        }
    });
}
