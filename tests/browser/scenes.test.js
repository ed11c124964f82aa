import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { axeViolations } from './harness/axe.js';
import { browsers } from './harness/browsers.js';
import { newVisitor, signIn } from './harness/people.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { screenshotFolder } from './harness/screenshots.js';
import { Site } from './harness/site.js';

const SCREENSHOTS = screenshotFolder('scenes');

/** What viewers may see at a place of the picture. */
const BLUE = [0, 0, 255];
const RED = [255, 0, 0];
/** Of encoding, and of colours in YCbCr. */
const TOLERANCE = 60;

// Alva streams a blue screen and a red webcam, and goes from scene to scene; another page watches.
// Each step builds on the one before.
for (const browser of browsers) {
    const skip = !browser.path && `${browser.command} is not installed`;

    describe(`scenes in ${browser.name}`, { skip }, () => {
        let site, driver, studio, viewer;
        const failures = [];
        const shot = (page, what) => page.screenshot({ path: `${SCREENSHOTS}/${what}-${browser.name.toLowerCase()}.png` });
        const open = async (path, script) => {
            const page = await newVisitor(driver, (error) => failures.push(`${path}: ${error.message}`));
            await page.evaluateOnNewDocument(script);
            await page.goto(site.address(path));
            return page;
        };
        /** The viewer sees colours at places, each as parts of the picture's width and height. */
        const sees = async (what, ...places) => {
            await viewer.waitForFunction(seen, { polling: 100 }, places, TOLERANCE).catch(async () => {
                const last = await viewer.evaluate(() => JSON.stringify(window.testSeen));
                assert.fail(`the viewer does not see ${what}: ${last}`);
            });
        };
        const scene = async (key, name) => {
            await studio.keyboard.press(key);
            await studio.waitForSelector(`[data-scene="${name}"][aria-pressed="true"]`);
        };

        before(async () => {
            site = await Site.start();
            await site.streamKey('Alva');
            driver = await browser.launch(browser.path, { fakeCapture: true });
        }, { timeout: 3 * PATIENCE_MILLIS });
        after(async () => {
            await driver?.close();
            await site?.stop();
        });

        test('the first source is what is shown, and two are shown together', async () => {
            studio = await open('/sign-in?next=/studio', colours);
            await signIn(studio, 'Alva');
            await studio.waitForSelector('main[data-state="empty"]:not([hidden])');
            await studio.click('[data-source="camera"]');
            await studio.waitForSelector('[data-scene="camera"][aria-pressed="true"]');
            await studio.click('[data-source="display"]');
            await studio.waitForSelector('[data-scene="corner"][aria-pressed="true"]');
            await studio.waitForSelector('.inset:not([hidden])');
            await studio.click('[data-action="start"]');
            await studio.waitForSelector('main[data-state="live"]');
            viewer = await open('/Alva', () => {});
            await sees('the webcam in the corner of the screen', [0.1, 0.1, BLUE], [0.5, 0.5, BLUE], [0.85, 0.8, RED]);
        });

        test('the preview is what goes out, and the page is well made', async () => {
            await studio.bringToFront();
            await studio.waitForFunction(seen, { polling: 100 }, [[0.1, 0.1, BLUE], [0.85, 0.8, RED]], TOLERANCE);
            assert.deepEqual(await axeViolations(studio), []);
            await shot(studio, 'corner');
            await shot(viewer, 'watch');
        });

        test('the webcam follows the pointer', async () => {
            const { x, y, width, height } = await (await studio.$('.inset')).boundingBox();
            await studio.mouse.move(x + width / 2, y + height / 2);
            await studio.mouse.down();
            await studio.mouse.move(5, 5, { steps: 4 });
            await studio.mouse.up();
            await sees('the webcam at the upper left', [0.1, 0.1, RED], [0.85, 0.8, BLUE]);
        });

        test('the webcam follows arrow keys, and can be round', async () => {
            await studio.focus('.inset');
            for (let i = 0; i < 60; i++) {
                await studio.keyboard.press('ArrowRight');
            }
            await sees('the webcam at the upper right', [0.1, 0.1, BLUE], [0.85, 0.15, RED], [0.98, 0.045, BLUE]);
            const place = async () => (await studio.$('.inset')).boundingBox();
            const before = await place();
            await studio.keyboard.press('+');
            assert.ok((await place()).height > before.height);
            await studio.click('[data-shape="round"]');
            const { width, height } = await place();
            assert.ok(Math.abs(width - height) < 2, `${width} × ${height}`);
            await sees('a round webcam', [0.9, 0.2, RED]);
            await shot(studio, 'round');
        });

        test('keys go from scene to scene, and the viewer sees each', async () => {
            await scene('1', 'screen');
            await sees('the screen', [0.1, 0.1, BLUE], [0.5, 0.5, BLUE], [0.9, 0.2, BLUE]);
            await scene('3', 'camera');
            await sees('the webcam', [0.1, 0.1, RED], [0.5, 0.5, RED], [0.9, 0.9, RED]);
            await scene('4', 'side');
            await sees('both', [0.3, 0.5, BLUE], [0.85, 0.5, RED], [0.5, 0.02, [10, 18, 16]]);
            await shot(studio, 'side');
            await scene('5', 'pause');
            await sees('the picture for pauses', [0.03, 0.03, [11, 92, 84]], [0.03, 0.97, [6, 51, 46]]);
            await shot(studio, 'pause');
        });

        test('a picture of the streamer\'s own takes the place of the words, and can be removed', async () => {
            const choose = async (file, bytes) => {
                writeFileSync(join(site.data, file), bytes);
                await (await studio.$('#pause-picture')).uploadFile(join(site.data, file));
            };
            await choose('words.png', 'no picture');
            await studio.waitForFunction(() => /as an image/.test(document.querySelector('[data-of="pause"] output').textContent), { polling: 100 });
            // Square: it is seen as a whole, with the ground beside it.
            const red = await studio.evaluate(async () => {
                const canvas = new OffscreenCanvas(2400, 2400);
                Object.assign(canvas.getContext('2d'), { fillStyle: '#f00' }).fillRect(0, 0, 2400, 2400);
                return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
            });
            await choose('red.png', Uint8Array.from(red));
            await sees('the picture', [0.03, 0.5, [10, 18, 16]], [0.3, 0.03, RED], [0.7, 0.97, RED]);
            await shot(studio, 'pause-picture');
            assert.deepEqual(await axeViolations(studio), []);
            await studio.click('[data-action="remove-pause-picture"]');
            await sees('the words again', [0.03, 0.03, [11, 92, 84]], [0.3, 0.03, [11, 92, 84]]);
            await choose('red.png', Uint8Array.from(red));
            await sees('the picture again', [0.5, 0.5, RED]);
        });

        test('a text is seen while it is written', async () => {
            await scene('6', 'text');
            await studio.type('#scene-text', 'Vi fortsätter klockan åtta. Hämta kaffe så länge!');
            await viewer.waitForFunction(() => {
                const picture = document.querySelector('.stage canvas');
                const copy = new OffscreenCanvas(160, 90).getContext('2d');
                copy.drawImage(picture, 0, 0, 160, 90);
                return copy.getImageData(30, 30, 100, 30).data.filter((value, i) => i % 4 === 0 && value > 150).length > 100;
            }, { polling: 100 });
            await shot(viewer, 'text');
            // Where one writes, digits are written.
            assert.equal(await studio.$eval('[data-scene="text"]', (button) => button.getAttribute('aria-pressed')), 'true');
        });

        test('viewers never see a webcam in the place of a screen that is gone', async () => {
            await studio.evaluate(() => document.activeElement.blur());
            await scene('1', 'screen');
            await sees('the screen', [0.5, 0.5, BLUE]);
            await studio.evaluate(() => window.testStopSharing());
            await sees('the picture for pauses', [0.03, 0.5, [10, 18, 16]], [0.5, 0.5, RED]);
            await studio.waitForFunction(() => /Back soon/.test(document.querySelector('.desk > output').textContent), { polling: 100 });
            assert.equal(await studio.$eval('main', (main) => main.dataset.state), 'live');
        });

        test('what is added while live is seen when the streamer says so', async () => {
            await scene('3', 'camera');
            await studio.click('[data-source="display"]');
            await studio.waitForSelector('[data-source="display"][aria-pressed="true"]');
            assert.match(await studio.$eval('.desk > output', ({ textContent }) => textContent), /don’t see it yet/);
            await sees('the webcam', [0.5, 0.5, RED]);
            await scene('2', 'corner');
            await sees('both', [0.5, 0.7, BLUE], [0.9, 0.2, RED]);
        });

        test('the picture is smaller while the machine cannot keep up, and the streamer is told why', async () => {
            await studio.evaluate(() => {
                Object.defineProperty(VideoEncoder.prototype, 'encodeQueueSize', { configurable: true, get: () => 9 });
            });
            await studio.waitForFunction(() => /can’t keep up/.test(document.querySelector('.smaller').textContent), { polling: 100 });
            await studio.evaluate(() => {
                Object.defineProperty(VideoEncoder.prototype, 'encodeQueueSize', { configurable: true, get: () => 0 });
            });
            await viewer.waitForFunction(() => document.querySelector('.stage canvas').width < 1280, { polling: 100 });
            await sees('both, smaller', [0.5, 0.7, BLUE], [0.9, 0.2, RED]);
            await shot(studio, 'smaller');
        });

        test('scenes are remembered, and the page fits a phone', async () => {
            await studio.click('[data-action="stop"]');
            await studio.waitForSelector('main[data-state="ready"]');
            await studio.setViewport({ width: 360, height: 740 });
            assert.ok(await studio.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'scrolls sideways on a phone');
            await studio.screenshot({ path: `${SCREENSHOTS}/phone-${browser.name.toLowerCase()}.png`, fullPage: true });
            await studio.setViewport({ width: 1280, height: 800 });
            await studio.reload();
            await studio.waitForSelector('[data-scene="corner"][aria-pressed="true"]');
            await studio.waitForSelector('[data-shape="round"][aria-pressed="true"]');
            await studio.keyboard.press('2');
            await studio.waitForSelector('.inset[data-round]:not([hidden])');
            await scene('5', 'pause');
            await studio.waitForFunction(seen, { polling: 100 }, [[0.5, 0.5, RED]], TOLERANCE);
            await studio.keyboard.press('?');
            await studio.waitForSelector('dialog[open]');
            await shot(studio, 'keys');
        });

        test('no page had an error', () => assert.deepEqual(failures, []));
    });
}

/** Runs in the page: whether the player's picture, or the preview, has these colours at these places. */
function seen(places, tolerance) {
    const picture = document.querySelector('.stage canvas');
    if (!picture?.width) {
        return false;
    }
    const [width, height] = [320, 180];
    const context = (window.testCopy ??= new OffscreenCanvas(width, height)).getContext('2d', { willReadFrequently: true });
    context.drawImage(picture, 0, 0, width, height);
    window.testSeen = places.map(([x, y]) => [...context.getImageData(x * width, y * height, 1, 1).data.slice(0, 3)]);
    return places.every(([, , colour], i) => colour.every((part, j) => Math.abs(part - window.testSeen[i][j]) < tolerance));
}

/** Runs in the streamer's page: a screen that is blue and a webcam that is red. */
function colours() {
    const source = (width, height, colour) => {
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        const context = canvas.getContext('2d');
        // A picture that nobody paints gives no frames.
        setInterval(() => {
            context.fillStyle = colour;
            context.fillRect(0, 0, width, height);
        }, 40);
        return canvas.captureStream(25);
    };
    if (navigator.mediaDevices) {
        navigator.mediaDevices.getUserMedia = async () => source(640, 480, '#f00');
        navigator.mediaDevices.getDisplayMedia = async () => {
            const stream = source(1280, 720, '#00f');
            const [track] = stream.getTracks();
            // A page cannot make a track end as the browser does, which tells whoever listens.
            const listened = new EventTarget();
            track.addEventListener = (...listener) => listened.addEventListener(...listener);
            window.testStopSharing = () => {
                track.stop();
                listened.dispatchEvent(new Event('ended'));
            };
            return stream;
        };
    }
}
