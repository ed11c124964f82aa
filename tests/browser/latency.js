// Measures how old the picture is when a page shows it: the clock that is drawn on the screen
// against the clock of the page, on one machine. The linked client captures at 30 frames a second,
// so that a picture is up to 33 ms old before it is captured; that is counted too.
//
// usage: node latency.js [SECONDS]
import { cpus, loadavg } from 'node:os';
import { INSECURE_HOST, browsers, which } from './harness/browsers.js';
import { age, readFrames, readPicture } from './harness/reading.js';
import { Screen, Site, publish } from './harness/site.js';

const seconds = Number(process.argv[2] ?? 20);
/** Long enough for compilers to have warmed up and for players to have found the live edge. */
const WARM_UP_MILLIS = 8000;
const PLAYERS = [['WebCodecs', 'localhost'], ['MSE', INSECURE_HOST]];

if (!which('Xvfb')) {
    console.log('Skipped: Xvfb is not installed, and the latency needs a screen to draw a clock on.');
    process.exit(0);
}
const [site, screen] = await Promise.all([Site.start(), Screen.start()]);
const client = await publish(site, screen, await site.streamKey('Klocka'));

console.log(`Drawn on the screen to shown in the page, ms; 1280×720, 30 fps, ${cpus().length} cores:`);
console.log('browser    player      frames  median   p95   p99');
for (const browser of browsers) {
    if (!browser.path) {
        console.log(`${browser.name}: skipped, ${browser.command} is not installed`);
        continue;
    }
    const driver = await browser.launch(browser.path);
    for (const [player, host] of PLAYERS) {
        const page = await driver.newPage();
        await page.goto(site.address('/Klocka', host));
        await readPicture(page);
        await readFrames(page, WARM_UP_MILLIS);
        const ages = (await readFrames(page, seconds * 1000)).map(age).sort((a, b) => a - b);
        const at = (part) => String(ages[Math.min(ages.length - 1, Math.floor(ages.length * part))]).padStart(6);
        console.log(`${browser.name.padEnd(10)} ${player.padEnd(10)} ${String(ages.length).padStart(7)}  ${at(0.5)}${at(0.95)}${at(0.99)}`);
        await page.close();
    }
    await driver.close();
}
console.log(`Load of the machine in the last minute: ${loadavg()[0].toFixed(1)}.`);
await client.stop();
await screen.stop();
await site.stop();
