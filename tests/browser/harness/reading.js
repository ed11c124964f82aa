/** Reads TestPicture.java back from the page that shows it. */
import { PATIENCE_MILLIS } from './program.js';

const PATCHES = {
    white: [255, 255, 255], yellow: [255, 255, 0], cyan: [0, 255, 255], green: [0, 255, 0],
    magenta: [255, 0, 255], red: [255, 0, 0], blue: [0, 0, 255], black: [0, 0, 0],
};

/**
 * Runs in the page: the mean colour in the middle of each patch, and the clock. Draws the player's
 * canvas or video on a canvas of its own, at the size of the test picture.
 */
function read() {
    const picture = document.querySelector('canvas:not([hidden])') ?? document.querySelector('video:not([hidden])');
    const width = picture?.videoWidth ?? picture?.width ?? 0;
    if (!width) {
        return null;
    }
    const copy = (window.testCopy ??= new OffscreenCanvas(1280, 720));
    const context = (window.testContext ??= copy.getContext('2d', { willReadFrequently: true }));
    context.drawImage(picture, 0, 0, 1280, 720);
    const pixels = context.getImageData(0, 0, 1280, 264).data;
    const mean = (x, y) => {
        const sum = [0, 0, 0];
        for (let row = y - 4; row < y + 4; row++) {
            for (let column = x - 4; column < x + 4; column++) {
                for (let part = 0; part < 3; part++) {
                    sum[part] += pixels[(row * 1280 + column) * 4 + part];
                }
            }
        }
        return sum.map((value) => Math.round(value / 64));
    };
    const bytes = [0, 0, 0, 0];
    for (let cell = 0; cell < 32; cell++) {
        bytes[cell >> 3] = bytes[cell >> 3] << 1 | (mean(cell * 40 + 20, 232)[1] > 127 ? 1 : 0);
    }
    const whole = bytes[3] === (bytes[0] ^ bytes[1] ^ bytes[2] ^ 0xA5);
    return {
        now: Date.now(),
        clock: whole ? bytes[0] << 16 | bytes[1] << 8 | bytes[2] : null,
        patches: Array.from({ length: 8 }, (_, i) => mean(i * 160 + 80, 80)),
    };
}

/** The ms between the clock that was read and the time when it was. */
export function age(reading) {
    return ((reading.now & 0xFF_FFFF) - reading.clock) << 8 >> 8;
}

/** Reads until the clock is whole and the colours are right; fails with what it saw last. */
export async function readPicture(page, tolerance = 40, millis = PATIENCE_MILLIS) {
    const end = Date.now() + millis;
    let last = null;
    do {
        last = await page.evaluate(read);
        if (last?.clock != null && wrongPatches(last, tolerance).length === 0) {
            return last;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    } while (Date.now() < end);
    throw new Error(`the picture was not to be read: ${JSON.stringify(last)}`);
}

/** Reads until the picture is that of the streamer who hides: one dark colour where the test picture has patches. */
export async function readCurtain(page, millis = PATIENCE_MILLIS) {
    const end = Date.now() + millis;
    let last = null;
    do {
        last = await page.evaluate(read);
        if (last?.patches.every(isCurtain)) {
            return last;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    } while (Date.now() < end);
    throw new Error(`the picture was not hidden: ${JSON.stringify(last)}`);
}

/** Whether a colour is the ground of the still picture that hides the source. */
const isCurtain = ([red, green, blue]) => red < 40 && green < 50 && blue < 50 && green > red;

/** Whether a page that was just opened shows that of a streamer who hides as soon as it shows any picture. */
export async function showsCurtainFirst(page) {
    await page.waitForSelector('.stage[data-picture]');
    return (await page.evaluate(read)).patches.every(isCurtain);
}

/** Waits until the thumbnail on the front page, which the page is on, is that of a streamer who hides. */
export async function thumbnailIsCurtain(page) {
    const end = Date.now() + PATIENCE_MILLIS;
    let colours;
    do {
        colours = await page.evaluate(async () => {
            const answer = await fetch(document.querySelector('.card img').src, { cache: 'no-store' });
            const picture = await createImageBitmap(await answer.blob());
            const context = new OffscreenCanvas(8, 1).getContext('2d');
            context.drawImage(picture, 0, picture.height / 18, picture.width, picture.height / 9, 0, 0, 8, 1);
            const { data } = context.getImageData(0, 0, 8, 1);
            return Array.from({ length: 8 }, (_, i) => [...data.subarray(4 * i, 4 * i + 3)]);
        });
        if (colours.every(isCurtain)) {
            return;
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
    } while (Date.now() < end);
    throw new Error(`the thumbnail was not hidden: ${JSON.stringify(colours)}`);
}

function wrongPatches(reading, tolerance) {
    return Object.entries(PATCHES).filter(([, colour], i) =>
        colour.some((part, j) => Math.abs(part - reading.patches[i][j]) > tolerance));
}

/** Runs in the page: only the clock, one pixel a cell, which costs next to nothing at each frame. */
function readClock() {
    const picture = document.querySelector('canvas:not([hidden])') ?? document.querySelector('video:not([hidden])');
    const width = picture.videoWidth ?? picture.width;
    const height = picture.videoHeight ?? picture.height;
    const copy = (window.testClock ??= new OffscreenCanvas(32, 1));
    const context = copy.getContext('2d', { willReadFrequently: true });
    context.imageSmoothingEnabled = false;
    context.drawImage(picture, 0, height * 200 / 720, width, height * 64 / 720, 0, 0, 32, 1);
    const pixels = context.getImageData(0, 0, 32, 1).data;
    const bytes = [0, 0, 0, 0];
    for (let cell = 0; cell < 32; cell++) {
        bytes[cell >> 3] = bytes[cell >> 3] << 1 | (pixels[cell * 4 + 1] > 127 ? 1 : 0);
    }
    const whole = bytes[3] === (bytes[0] ^ bytes[1] ^ bytes[2] ^ 0xA5);
    return whole ? { now: Date.now(), clock: bytes[0] << 16 | bytes[1] << 8 | bytes[2] } : null;
}

/**
 * Reads at each frame that the page shows; the readings whose clock is another than the one before.
 * @param {object} page
 * @param {number} millis for how long
 * @param {number} [most] readings, and no longer
 */
export async function readFrames(page, millis, most = 1e9) {
    await page.evaluate(`window.testRead = ${readClock}`);
    return page.evaluate((millis, most) => new Promise((resolve) => {
        const readings = [];
        const end = performance.now() + millis;
        const step = () => {
            const reading = window.testRead();
            if (reading && reading.clock !== readings.at(-1)?.clock) {
                readings.push(reading);
            }
            if (performance.now() < end && readings.length < most) {
                requestAnimationFrame(step);
            } else {
                resolve(readings);
            }
        };
        requestAnimationFrame(step);
    }), millis, most);
}
