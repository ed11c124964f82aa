import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers } from './harness/browsers.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { screenshotFolder } from './harness/screenshots.js';
import { Site } from './harness/site.js';
import { SoundCard } from './harness/sound-card.js';

const SCREENSHOTS = screenshotFolder('sound');

/** ITU-R BT.1359: sound that is so many ms ahead of the picture or behind it is not noticed. */
const AHEAD = 45;
const BEHIND = 125;
/** Flashes and beeps that a median is taken of. */
const PAIRS = 7;

/** A browser's Web Audio stands still without a sound card, except for Chromium's. */
const NEEDS_A_SOUND_CARD = { Chromium: false, Firefox: true };
/** With a null sink Firefox is some 90 ms behind, and on a busy machine too late: there it has only to be heard with its flash. */
const MOST_BEHIND = { Chromium: BEHIND, Firefox: 450 };
/** MP4 holds no VP8, which is what Firefox encodes. */
const HELD_BY_MP4 = { Chromium: true, Firefox: false };

// Alva streams a clapperboard, which flashes and beeps at once each second; another page watches and
// listens.
for (const browser of browsers) {
    const skip = !browser.path ? `${browser.command} is not installed`
        : NEEDS_A_SOUND_CARD[browser.name] && !SoundCard.isHere && `${browser.name} begins no sound without a sound card, which PulseAudio would be`;

    describe(`sound in ${browser.name}`, { skip }, () => {
        let site, card, driver, studio, viewer;
        const failures = [];
        const shot = (page, what) => page.screenshot({ path: `${SCREENSHOTS}/${what}-${browser.name.toLowerCase()}.png` });
        /** Each page in a window of its own, so that none is hidden behind the other. */
        const open = async (path, script) => {
            const page = await (await driver.createBrowserContext()).newPage();
            page.setDefaultTimeout(PATIENCE_MILLIS);
            page.on('pageerror', (error) => failures.push(`${path}: ${error.message}`));
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
            await studio.type('#username', 'Alva');
            await studio.type('#password', 'en lång ramsa att minnas');
            await studio.click('#sign-in [type="submit"]');
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
            await viewer.waitForFunction((pairs) => window.testPairs().length >= pairs, { polling: 200 }, PAIRS);
            await viewer.waitForFunction((pairs, ahead, behind) => {
                window.testMedian = window.testPairs().slice(-pairs).sort((a, b) => a - b)[pairs >> 1];
                return window.testMedian > -ahead && window.testMedian < behind;
            }, { polling: 500 }, PAIRS, AHEAD, MOST_BEHIND[browser.name]);
            const pairs = await viewer.evaluate(() => window.testPairs().map(Math.round));
            const median = pairs.slice(-PAIRS).sort((a, b) => a - b)[PAIRS >> 1];
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

/** Runs in the streamer's page: a webcam that flashes and a microphone that beeps, at once. */
function clapperboard() {
    const PERIOD = 1000;
    const LENGTH = 150;
    let beep = () => {};
    const camera = () => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
        const context = canvas.getContext('2d');
        const end = (flash) => {
            context.fillStyle = flash ? '#fff' : '#111';
            context.fillRect(0, 0, 640, 360);
        };
        setInterval(() => {
            end(true);
            beep();
            setTimeout(() => end(false), LENGTH);
        }, PERIOD);
        end(false);
        return canvas.captureStream(30);
    };
    const microphone = () => {
        const context = new AudioContext();
        const gain = new GainNode(context, { gain: 0 });
        const tone = new OscillatorNode(context, { frequency: 880 });
        const output = context.createMediaStreamDestination();
        tone.connect(gain).connect(output);
        tone.start();
        beep = () => {
            gain.gain.setValueAtTime(0.5, context.currentTime);
            gain.gain.setValueAtTime(0, context.currentTime + LENGTH / 1000);
        };
        return output.stream;
    };
    if (navigator.mediaDevices) {
        navigator.mediaDevices.getUserMedia = async ({ video }) => video ? camera() : microphone();
    }
}

/** Runs in the viewer's page: notes when flashes are seen and beeps are heard. */
function listen() {
    window.testBeeps = [];
    window.testFlashes = [];
    /** Each flash's nearest beep: how much later it was heard, in ms. */
    window.testPairs = () => window.testFlashes.map((flash) => window.testBeeps.map((beep) => beep - flash)
        .sort((a, b) => Math.abs(a) - Math.abs(b))[0]).filter((late) => Math.abs(late) < 450);
    const connect = AudioNode.prototype.connect;
    AudioNode.prototype.connect = function connectAndListen(to, ...rest) {
        if (to instanceof AudioDestinationNode) {
            const analyser = new AnalyserNode(this.context, { fftSize: 256 });
            connect.call(this, analyser);
            const samples = new Float32Array(256);
            let loud = false;
            setInterval(() => {
                analyser.getFloatTimeDomainData(samples);
                const was = loud;
                loud = samples.some((sample) => Math.abs(sample) > 0.1);
                if (loud && !was) {
                    window.testBeeps.push(performance.now() + this.context.outputLatency * 1000);
                }
            }, 4);
        }
        return connect.call(this, to, ...rest);
    };
    let bright = false;
    const look = () => {
        const canvas = document.querySelector('.stage canvas');
        if (canvas?.width > 16) {
            const copy = (window.testCopy ??= new OffscreenCanvas(1, 1));
            const context = copy.getContext('2d', { willReadFrequently: true });
            context.drawImage(canvas, 0, 0, 1, 1);
            const was = bright;
            bright = context.getImageData(0, 0, 1, 1).data[0] > 128;
            if (bright && !was) {
                window.testFlashes.push(performance.now());
            }
        }
        requestAnimationFrame(look);
    };
    addEventListener('DOMContentLoaded', look);
}
