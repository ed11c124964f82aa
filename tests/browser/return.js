// Measures how soon a page shows the stream again whose publisher was killed and started anew: the linked
// client, a real screen, Chromium.
//
// usage: node return.js [ROUNDS]
import { loadavg } from 'node:os';
import { browsers, which } from './harness/browsers.js';
import { watchPackets } from './harness/packets.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { readFrames, readPicture } from './harness/reading.js';
import { Screen, Site, publish } from './harness/site.js';

const NAME = 'Igen';
const ROUNDS = Number(process.argv[2] ?? 5);
const browser = browsers[0];

if (!which('Xvfb') || !browser.path) {
    console.log(`Skipped: Xvfb or ${browser.command} is not installed.`);
    process.exit(0);
}
const site = await Site.start();
const screen = await Screen.start();
const key = await site.streamKey(NAME);
let client = await publish(site, screen, key);
const driver = await browser.launch(browser.path);
const page = await driver.newPage();
await page.goto(site.address(`/${NAME}`));
await readPicture(page);
let packetAt = 0;
const watching = watchPackets(site, NAME, () => { packetAt ||= Date.now(); });

console.log('ms from the start of the new process until it is connected, its first packet is at a viewer, and a page shows it:');
const row = (...cells) => console.log(cells.map((cell) => String(cell).padStart(11)).join(''));
row('round', 'connected', 'packet', 'shown', 'live→shown');
const delays = [];
for (let round = 1; round <= ROUNDS; round++) {
    await client.stop('SIGKILL');
    await page.waitForSelector('main[data-presence="away"] .stage[data-picture] .veil:not([hidden])');
    // The last picture, then the first of the new publisher.
    const readings = readFrames(page, PATIENCE_MILLIS, 2);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    packetAt = 0;
    const started = Date.now();
    client = await publish(site, screen, key);
    const connected = Date.now();
    const shown = (await readings).at(-1).now;
    delays.push(shown - connected);
    row(round, connected - started, packetAt - started, shown - started, shown - connected);
}
delays.sort((a, b) => a - b);
console.log(`Median from live to shown: ${delays[delays.length >> 1]} ms, at most ${delays.at(-1)} ms. ` +
    `Load of the machine in the last minute: ${loadavg()[0].toFixed(1)}.`);
watching.stop();
await driver.close();
await client.stop();
await screen.stop();
await site.stop();
