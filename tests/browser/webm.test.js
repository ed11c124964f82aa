import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { INSECURE_HOST, browsers } from './harness/browsers.js';
import { clapperboard } from './harness/clapperboard.js';
import { newVisitor, signIn } from './harness/people.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { screenshotFolder } from './harness/screenshots.js';
import { Site } from './harness/site.js';
import { SoundCard } from './harness/sound-card.js';

const SCREENSHOTS = screenshotFolder('webm');

/** A browser's Web Audio, which the studio's sound goes through, stands still without a sound card, except for Chromium's. */
const NEEDS_A_SOUND_CARD = { Chromium: false, Firefox: true };
/** Firefox's studio sends no H.264. */
const ENCODES_H264 = { Chromium: true, Firefox: false };
/** Played faster from here on, as `LiveEdge` does, a picture that is shown at first comes nearer than this. */
const NEAR_MILLIS = 1000;

// Alva streams VP8 with sound, which MP4 has no room for; others watch without WebCodecs.
for (const browser of browsers) {
    const skip = !browser.path && `${browser.command} is not installed`;
    const audible = !NEEDS_A_SOUND_CARD[browser.name] || SoundCard.isHere;

    describe(`WebM in ${browser.name}`, { skip }, () => {
        let site, card, driver, studio;
        const failures = [];
        const open = async (address, script = () => {}) => {
            const page = await newVisitor(driver, (error) => failures.push(`${address}: ${error.message}`));
            await page.evaluateOnNewDocument(script);
            await page.goto(address);
            return page;
        };

        before(async () => {
            site = await Site.start();
            await site.streamKey('Alva');
            card = NEEDS_A_SOUND_CARD[browser.name] && audible ? await SoundCard.start() : undefined;
            driver = await browser.launch(browser.path, { fakeCapture: true, environment: card?.environment });
            studio = await open(site.address('/sign-in?next=/studio'), clapperboard);
            await studio.evaluateOnNewDocument(withoutH264);
            await signIn(studio, 'Alva');
            await studio.waitForSelector('.sound:not([hidden])');
            await studio.click('[data-source="camera"]');
            await studio.waitForSelector('main[data-state="ready"]');
            if (audible) {
                await studio.click('[data-action="microphone"]');
                await studio.waitForSelector('.sound meter:not([hidden])');
            }
            await studio.click('[data-action="start"]');
            await studio.waitForSelector('main[data-state="live"]');
        }, { timeout: 3 * PATIENCE_MILLIS });
        after(async () => {
            await driver?.close();
            await site?.stop();
            await card?.stop();
        });

        test('VP8 is played near the live edge, and its sound once it is turned on', async () => {
            const page = await open(site.address('/Alva?player=webm'));
            await page.waitForSelector('.stage[data-picture][data-player="webm"]');
            if (audible) {
                await (await page.waitForSelector('.sound-on')).click();
                await page.waitForFunction(() => {
                    const video = document.querySelector('.stage video');
                    return !video.muted && (video.webkitAudioDecodedByteCount > 0 || video.mozHasAudio);
                }, { polling: 100 });
            }
            await flashes(page);
            await page.waitForFunction((most) => parseFloat(document.querySelector('.stage').dataset.latency) < most,
                { polling: 100 }, NEAR_MILLIS);
            await page.keyboard.press('i');
            await page.waitForFunction(() => /vp8/.test(document.querySelector('.stats').textContent), { polling: 100 });
            await page.screenshot({ path: `${SCREENSHOTS}/watch-${browser.name.toLowerCase()}.png` });
        });

        test('a page without WebCodecs comes to it by itself', async () => {
            const page = await open(site.address('/Alva', INSECURE_HOST));
            assert.equal(await page.evaluate(() => isSecureContext), false);
            await page.waitForSelector('.stage[data-picture][data-player="webm"]');
            await flashes(page);
        });

        test('who plays WebM goes over to MP4 when the streamer changes to H.264', { skip: !ENCODES_H264[browser.name] }, async () => {
            const page = await open(site.address('/Alva', INSECURE_HOST));
            await page.waitForSelector('.stage[data-picture][data-player="webm"]');
            await studio.bringToFront();
            await studio.click('[data-action="stop"]');
            await studio.waitForSelector('main[data-state="ready"]');
            await studio.evaluate(() => localStorage.setItem('test-h264', 'yes'));
            await studio.reload();
            await studio.waitForSelector('main.studio:not([hidden])');
            await studio.click('[data-source="camera"]');
            await studio.waitForSelector('main[data-state="ready"]');
            await studio.click('[data-action="start"]');
            await studio.waitForSelector('main[data-state="live"]');
            await page.waitForSelector('.stage[data-picture][data-player="mp4"]');
            await flashes(page);
        });

        test('no page had an error', () => assert.deepEqual(failures, []));
    });
}

/** Runs in the streamer's page, which then streams VP8, until a test wants otherwise. */
function withoutH264() {
    if (!('VideoEncoder' in globalThis)) {
        return; // a page before the one that streams
    }
    const { isConfigSupported } = VideoEncoder;
    VideoEncoder.isConfigSupported = (config) => config.codec.startsWith('avc1') && !localStorage.getItem('test-h264')
        ? Promise.resolve({ supported: false, config }) : isConfigSupported.call(VideoEncoder, config);
}

/** The picture was seen dark and then bright: it goes on. */
async function flashes(page) {
    await page.bringToFront();
    for (const bright of [false, true, false]) {
        await page.waitForFunction((bright) => {
            const copy = (window.testCopy ??= new OffscreenCanvas(1, 1));
            const context = copy.getContext('2d', { willReadFrequently: true });
            context.drawImage(document.querySelector('.stage video'), 0, 0, 1, 1);
            return context.getImageData(0, 0, 1, 1).data[0] > 128 === bright;
        }, { polling: 20 }, bright);
    }
}
