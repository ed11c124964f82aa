import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeViolations } from './harness/axe.js';
import { INSECURE_HOST, browsers } from './harness/browsers.js';
import { signIn } from './harness/people.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { screenshotFolder } from './harness/screenshots.js';
import { Site } from './harness/site.js';

const SCREENSHOTS = screenshotFolder('studio');

/** What each browser encodes live (ARCHITECTURE.md, *The studio*). */
const CODECS = { Chromium: /avc1\./, Firefox: /vp8/ };
const HELD_BY_MP4 = { Chromium: true, Firefox: false };
/** Headless, Firefox has no screen to share. */
const SHARES_A_SCREEN = { Chromium: true, Firefox: false };
/** Firefox takes a third of a second for a picture. */
const ENCODES_AV1 = { Chromium: true, Firefox: false };
/** Firefox invents one. */
const HAS_TWO_WEBCAMS = { Chromium: true, Firefox: false };

// Alva streams from the page, an invented webcam first; another page watches. Each step builds on the
// one before.
for (const browser of browsers) {
    const skip = !browser.path && `${browser.command} is not installed`;

    describe(`studio in ${browser.name}`, { skip }, () => {
        let site, driver, studio, viewer;
        const failures = [];
        const shot = (page, what) => page.screenshot({ path: `${SCREENSHOTS}/${what}-${browser.name.toLowerCase()}.png` });
        const open = async (address) => {
            const page = await driver.newPage();
            page.setDefaultTimeout(PATIENCE_MILLIS);
            page.on('pageerror', (error) => failures.push(`${address}: ${error.message}`));
            await page.goto(address);
            return page;
        };
        const enter = async (page) => {
            await signIn(page, 'Alva');
            await page.waitForSelector('main.studio:not([hidden])');
        };
        const state = (wanted) => studio.waitForSelector(`main[data-state="${wanted}"]`);

        before(async () => {
            site = await Site.start();
            await site.streamKey('Alva');
            driver = await browser.launch(browser.path, { fakeCapture: true });
        }, { timeout: 3 * PATIENCE_MILLIS });
        after(async () => {
            await driver?.close();
            await site?.stop();
        });

        test('whoever is not signed in is sent to sign in, and back', async () => {
            studio = await open(site.address('/studio'));
            await studio.waitForSelector('#sign-in');
            await enter(studio);
            assert.equal(new URL(studio.url()).pathname, '/studio');
            assert.equal(await studio.$eval('[data-action="start"]', ({ disabled }) => disabled), true);
        });

        test('a webcam is seen by its owner first, and by others from the start on', async () => {
            await studio.click('[data-source="camera"]');
            await state('ready');
            await shot(studio, 'ready');
            await studio.click('[data-action="start"]');
            await state('live');
            viewer = await open(site.address('/Alva'));
            await viewer.waitForSelector('main[data-presence="live"] .stage[data-picture]');
            await changes(viewer);
            await viewer.keyboard.press('i');
            await viewer.waitForFunction((codec) => new RegExp(codec).test(document.querySelector('.stats').textContent),
                { polling: 100 }, CODECS[browser.name].source);
            await shot(viewer, 'watch');
        });

        test('the streamer sees figures and viewers, and the page is well made', async () => {
            await studio.bringToFront();
            await studio.waitForFunction(() => {
                const [rate, bitrate] = [...document.querySelectorAll('.figures dd')].map(({ textContent }) => parseFloat(textContent));
                return rate > 0 && bitrate > 0 && /^0 /.test(document.querySelector('[data-field="viewers"]').textContent);
            }, { polling: 100 });
            assert.deepEqual(await axeViolations(studio), []);
            await shot(studio, 'live');
            await studio.setViewport({ width: 360, height: 740 });
            assert.ok(await studio.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'scrolls sideways on a phone');
            await shot(studio, 'phone');
            await studio.setViewport({ width: 1280, height: 800 });
        });

        test('what the streamer writes beside the preview is read by viewers', async () => {
            await studio.bringToFront();
            await studio.type('.composer textarea', 'Hej allihop!');
            await studio.keyboard.press('Enter');
            for (const page of [studio, viewer]) {
                await page.waitForFunction(() => document.querySelector('.chat-line .text')?.textContent === 'Hej allihop!', { polling: 100 });
            }
        });

        test('a picture has come to the directory', async () => {
            await until(async () => (await fetch(site.address('/api/channels/Alva/picture'))).headers.get('content-type') === 'image/png');
        });

        test('one of several webcams can be chosen, and is taken the next time', { skip: !HAS_TWO_WEBCAMS[browser.name] }, async () => {
            await studio.bringToFront();
            const select = '.field:not([hidden]) > [name="webcam"]';
            await studio.waitForSelector(select);
            const [first, second] = await studio.$$eval(`${select} option`, (options) => options.map(({ value, label }) => ({ value, label })));
            assert.match(second.label, /fake_device_1/);
            await studio.select(select, second.value);
            await studio.waitForFunction((value) => document.querySelector('[name="webcam"]').value === value
                && document.querySelector('[data-source="camera"][aria-pressed="true"]'), { polling: 100 }, second.value);
            assert.notEqual(first.value, second.value);
            assert.equal(await studio.evaluate(() => localStorage.getItem('studio-webcam')), second.value);
            await changes(viewer);
        });

        test('webcam and screen go out together while the page is hidden', { skip: !SHARES_A_SCREEN[browser.name] }, async () => {
            await studio.bringToFront();
            await studio.click('[data-source="display"]');
            await studio.waitForSelector('[data-source="display"][aria-pressed="true"]');
            await studio.keyboard.press('2');
            await studio.waitForSelector('.inset:not([hidden])');
            await shot(studio, 'corner');
            await changes(viewer);
            assert.equal(await studio.evaluate(() => document.hidden), true);
        });

        test('a player of MP4 shows it, or says in a sentence that it cannot', async () => {
            const page = await open(site.address('/Alva?player=mp4'));
            if (HELD_BY_MP4[browser.name]) {
                await page.waitForSelector('.stage[data-picture]');
            } else {
                await page.waitForFunction(() => /can’t play/.test(document.querySelector('.veil:not([hidden]) .sentence')?.textContent),
                    { polling: 100 });
                await shot(page, 'left-out');
            }
            await page.close();
        });

        test('the stream comes back by itself after a restart of the server', async () => {
            await site.restart();
            await state('live');
            await viewer.waitForSelector('main[data-presence="live"][data-connection="open"]');
            await changes(viewer);
        });

        test('viewers are told when the streamer stops, whose preview stays', async () => {
            await studio.bringToFront();
            await studio.click('[data-action="stop"]');
            await state('ready');
            await viewer.waitForSelector('main[data-presence="offline"]');
        });

        test('AV1 that the streamer asks for is played, and a browser without it says so', { skip: !ENCODES_AV1[browser.name] }, async () => {
            await studio.bringToFront();
            await studio.evaluate(() => localStorage.setItem('studio-codec', 'av1'));
            await studio.reload();
            await studio.waitForFunction(() => document.querySelector('[name="codec"]').value === 'av1', { polling: 100 });
            await studio.click('[data-source="camera"]');
            await state('ready');
            await studio.click('[data-action="start"]');
            await state('live');
            for (const player of ['', '?player=mp4']) {
                const page = await open(site.address(`/Alva${player}`));
                await page.waitForSelector('.stage[data-picture]');
                await page.keyboard.press('i');
                await page.waitForFunction(() => /av01\./.test(document.querySelector('.stats').textContent), { polling: 100 });
                await page.close();
            }
            const page = await driver.newPage();
            await page.evaluateOnNewDocument(() => {
                delete window.MediaSource;
                VideoDecoder.prototype.configure = () => {
                    throw new DOMException('not here', 'NotSupportedError');
                };
            });
            await page.goto(site.address('/Alva'));
            await page.waitForFunction(() => /can’t play/.test(document.querySelector('.veil:not([hidden]) .sentence')?.textContent), { polling: 100 });
            await page.close();
            await studio.evaluate(() => localStorage.removeItem('studio-codec'));
            await studio.bringToFront();
            await studio.click('[data-action="stop"]');
            await state('ready');
        });

        test('a stream ends when its session does, and says so', async () => {
            await studio.click('[data-action="start"]');
            await state('live');
            await studio.evaluate(() => fetch('/api/session', { method: 'DELETE', headers: { 'Content-Type': 'application/json' }, body: '{}' }));
            await state('ready');
            assert.match(await studio.$eval('.desk > output', ({ textContent }) => textContent), /signed out/);
        });

        test('a page that is no secure context says why nothing can be streamed from it', async () => {
            const page = await open(site.address('/sign-in?next=/studio', INSECURE_HOST));
            await enter(page);
            assert.match(await page.$eval('.veil .sentence', ({ textContent }) => textContent), /https/);
            assert.match(await page.$eval('.veil .hint', ({ textContent }) => textContent), /--tls/);
            await shot(page, 'insecure');
        });

        test('no page had an error', () => {
            // Firefox counts it as an error that pages look for a server that has stopped.
            assert.deepEqual(failures.filter((problem) => !/establish a connection/.test(problem)), []);
        });
    });
}

/** The picture on the page is another one again and again. */
async function changes(page) {
    await page.bringToFront();
    await page.waitForFunction(() => {
        const picture = document.querySelector('.stage canvas') ?? document.querySelector('.stage video');
        const copy = (window.testCopy ??= new OffscreenCanvas(64, 36));
        const context = copy.getContext('2d', { willReadFrequently: true });
        context.drawImage(picture, 0, 0, 64, 36);
        const seen = (window.testSeen ??= new Set());
        seen.add(context.getImageData(0, 0, 64, 36).data.join());
        if (seen.size < 5) {
            return false;
        }
        window.testSeen = undefined;
        return true;
    }, { polling: 100 });
}

/** Asks again and again, for as long as a busy machine may need. */
async function until(isSo) {
    const end = Date.now() + PATIENCE_MILLIS;
    while (!await isSo()) {
        assert.ok(Date.now() < end, 'it never came to be');
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
