/** ITU-R BT.1359: sound that is so many ms ahead of the picture or behind it is not noticed. */
export const AHEAD = 45;
export const BEHIND = 125;
/** Flashes and beeps that a median is taken of. */
export const PAIRS = 7;

/**
 * Waits until a page that runs `listen` hears the beeps with the flashes.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {number} [behind] the most that the sound may come after the picture, in ms
 * @returns {Promise<number>} how much it does: the median of the last pairs, in ms
 */
export async function inStep(page, behind = BEHIND) {
    await page.waitForFunction((pairs) => window.testPairs().length >= pairs, { polling: 200 }, PAIRS);
    await page.waitForFunction((pairs, ahead, behind) => {
        window.testMedian = window.testPairs().slice(-pairs).sort((a, b) => a - b)[pairs >> 1];
        return window.testMedian > -ahead && window.testMedian < behind;
    }, { polling: 500 }, PAIRS, AHEAD, behind);
    return page.evaluate(() => Math.round(window.testMedian));
}

/** Runs in the viewer's page: notes when flashes are seen and beeps are heard. */
export function listen() {
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
