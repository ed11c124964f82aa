import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers } from './harness/browsers.js';
import { clapperboard } from './harness/clapperboard.js';
import { AHEAD, BEHIND, inStep, listen } from './harness/listening.js';
import { newVisitor, signIn } from './harness/people.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { screenshotFolder } from './harness/screenshots.js';
import { Site } from './harness/site.js';
import { SoundCard } from './harness/sound-card.js';

const SCREENSHOTS = screenshotFolder('sound');

/** A browser's Web Audio stands still without a sound card, except for Chromium's. */
const NEEDS_A_SOUND_CARD = { Chromium: false, Firefox: true };
/** MP4 holds no VP8, which is what Firefox encodes. */
const HELD_BY_MP4 = { Chromium: true, Firefox: false };
/** Firefox, which is mostly as near as Chromium, holds sound back longer on a machine that is very busy. */
const MOST_BEHIND = { Chromium: BEHIND, Firefox: 2 * BEHIND };

// Alva streams a clapperboard, which flashes and beeps at once each second; another page watches and
// listens.
for (const browser of browsers) {
    const skip = !browser.path ? `${browser.command} is not installed`
        : NEEDS_A_SOUND_CARD[browser.name] && !SoundCard.isHere && `${browser.name} begins no sound without a sound card, which PulseAudio would be`;

    describe(`sound in ${browser.name}`, { skip }, () => {
        let site, card, driver, studio, viewer;
        const failures = [];
        const shot = (page, what) => page.screenshot({ path: `${SCREENSHOTS}/${what}-${browser.name.toLowerCase()}.png` });
        const open = async (path, script) => {
            const page = await newVisitor(driver, (error) => failures.push(`${path}: ${error.message}`));
            await page.evaluateOnNewDocument(script);
            await page.goto(site.address(path));
            return page;
        };

        before(async () => {
            site = await Site.start();
            await site.streamKey('Alva');
            card = NEEDS_A_SOUND_CARD[browser.name] ? await SoundCard.start() : undefined;
            driver = await browser.launch(browser.path, { fakeCapture: true, environment: card?.environment });
        }, { timeout: 3 * PATIENCE_MILLIS });
        after(async () => {
            await driver?.close();
            await site?.stop();
            await card?.stop();
        });

        test('the streamer sees how loud the microphone is', async () => {
            studio = await open('/sign-in?next=/studio', clapperboard);
            await signIn(studio, 'Alva');
            await studio.waitForSelector('.sound:not([hidden])');
            await studio.click('[data-source="camera"]');
            await studio.waitForSelector('main[data-state="ready"]');
            await studio.click('[data-action="microphone"]');
            await studio.waitForFunction(() => document.querySelector('.sound meter:not([hidden])')?.value > 0.5, { polling: 20 });
            await studio.click('[data-action="start"]');
            await studio.waitForSelector('main[data-state="live"]');
            await shot(studio, 'studio');
        });

        test('a viewer hears nothing before turning the sound on, and then in step with the picture', async () => {
            viewer = await open('/Alva', listen);
            await viewer.waitForSelector('.stage[data-picture]');
            const button = await viewer.waitForSelector('.sound-on');
            await shot(viewer, 'watch');
            assert.equal(await viewer.evaluate(() => window.testBeeps.length), 0);
            await button.click();
            const median = await inStep(viewer, MOST_BEHIND[browser.name]);
            const pairs = await viewer.evaluate(() => window.testPairs().map(Math.round));
            console.log(`      sound behind the picture, in ms: ${pairs.join(' ')}; median ${median}, `
                + `unnoticed from ${-AHEAD} to ${BEHIND}`);
        });

        test('a streamer who speaks while muted is told so, and is not heard', async () => {
            await studio.keyboard.press('m');
            await studio.waitForFunction(() => /muted/.test(document.querySelector('.sound output').textContent), { polling: 50 });
            await viewer.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
            const before = await viewer.evaluate(() => window.testBeeps.length);
            const flashes = await viewer.evaluate(() => window.testFlashes.length);
            await viewer.waitForFunction((flashes) => window.testFlashes.length > flashes + 2, { polling: 100 }, flashes);
            assert.equal(await viewer.evaluate(() => window.testBeeps.length), before);
            await studio.keyboard.press('m');
            await viewer.waitForFunction((before) => window.testBeeps.length > before, { polling: 100 }, before);
        });

        test('a player of MP4 has the sound too', { skip: !HELD_BY_MP4[browser.name] }, async () => {
            const page = await open('/Alva?player=mp4', () => {});
            await page.waitForSelector('.stage[data-picture]');
            await (await page.waitForSelector('.sound-on')).click();
            await page.waitForFunction(() => {
                const video = document.querySelector('.stage video');
                return !video.muted && video.webkitAudioDecodedByteCount > 0;
            }, { polling: 100 });
        });

        test('no page had an error', () => assert.deepEqual(failures, []));
    });
}
