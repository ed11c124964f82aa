// Measures what a viewer sees while the publisher's line becomes narrow in mid-stream and wide again:
// the linked client publishes a real screen over a line of adjustable width, and each packet's age is
// taken where it arrives.
//
// usage: node narrow.js
import { loadavg } from 'node:os';
import { which } from './harness/browsers.js';
import { NarrowLine } from './harness/narrow-line.js';
import { watchPackets } from './harness/packets.js';
import { Screen, Site, publish } from './harness/site.js';

const NAME = 'Smal';
/** Until the encoder has settled, and the line's width is chosen by what it takes. */
const WARM_UP_SECONDS = 12;
const MEASURED_SECONDS = 6;
const NARROW_SECONDS = 30;
const WIDE_SECONDS = 45;
const BOUND_MILLIS = 500;

if (!which('Xvfb')) {
    console.log('Skipped: Xvfb is not installed, and publishing needs a screen.');
    process.exit(0);
}
const second = () => new Promise((resolve) => setTimeout(resolve, 1000));
const site = await Site.start();
const screen = await Screen.start();
const key = await site.streamKey(NAME);
const line = await NarrowLine.to(site.port);
const client = await publish({ data: site.data, address: () => `http://localhost:${line.port}` }, screen, key);

let packets = [];
const watching = watchPackets(site, NAME, (packet) => packets.push(packet));
/** Waits a second, and says what came in it and what the client aims for. */
async function measure() {
    packets = [];
    await second();
    const ages = packets.map(({ ageMillis }) => ageMillis).sort((a, b) => a - b);
    const stats = client.lines.findLast((text) => text.startsWith('stats ')) ?? '';
    return {
        frames: packets.length,
        kbps: packets.reduce((sum, { bytes }) => sum + bytes, 0) * 8 / 1000,
        median: ages[ages.length >> 1] ?? NaN,
        worst: ages.at(-1) ?? NaN,
        aim: Number(/ aim=(\d+)/.exec(stats)?.[1] ?? NaN),
    };
}
const row = (...cells) => console.log(cells.map((cell) => String(cell).padStart(9)).join(''));
const width = (kbps) => kbps === Infinity ? '–' : kbps.toFixed(0);
let elapsed = 0;
async function phase(seconds, kbps) {
    line.width = kbps;
    const seen = [];
    for (let i = 0; i < seconds; i++) {
        const now = await measure();
        seen.push(now);
        row(++elapsed, width(kbps), now.aim, now.kbps.toFixed(0), now.frames, now.median.toFixed(0), now.worst.toFixed(0));
    }
    return seen;
}

for (let i = 0; i < WARM_UP_SECONDS; i++) {
    await second();
}
console.log('Age of packets at a viewer, ms, while the publisher\'s line is narrowed; kbit/s:');
row('second', 'line', 'aim', 'carried', 'frames', 'median', 'worst');
const before = await phase(MEASURED_SECONDS, Infinity);
const full = before.reduce((sum, { kbps }) => sum + kbps, 0) / before.length;
const narrow = await phase(NARROW_SECONDS, full / 3);
const wide = await phase(WIDE_SECONDS, full * 1.5);

const settled = narrow.findIndex((_, i) => narrow.slice(i).every(({ worst }) => !(worst >= BOUND_MILLIS)));
const mean = (list, what) => list.reduce((sum, each) => sum + each[what], 0) / list.length;
const tail = (list) => list.slice(-5);
console.log(`A third of the line: every packet younger than ${BOUND_MILLIS} ms ${settled < 0 ? 'never' : `after ${settled} s`}, worst ${Math.max(...narrow.map(({ worst }) => worst || 0)).toFixed(0)} ms; ` +
    `${mean(tail(narrow), 'kbps').toFixed(0)} of ${(full / 3).toFixed(0)} kbit/s used, ${mean(tail(narrow), 'frames').toFixed(0)} frames a second.`);
console.log(`The line back: ${mean(tail(wide), 'kbps').toFixed(0)} kbit/s of ${full.toFixed(0)} before, ${mean(tail(wide), 'frames').toFixed(0)} frames a second.`);
console.log(`Load of the machine in the last minute: ${loadavg()[0].toFixed(1)}.`);
watching.stop();
line.close();
await client.stop();
await screen.stop();
await site.stop();
