// Measures what it costs to stream: the processor time of the linked client, which captures, encodes
// and sends a screen on which a clip is shown, and how many pictures it takes. On a machine that does
// much else at the same time the pictures get fewer, and the time of each is the better figure.
//
// usage: node client-cost.js [SECONDS]
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { which } from './harness/browsers.js';
import { Screen, Site, publish } from './harness/site.js';

const seconds = Number(process.argv[2] ?? 20);
/** Long enough for the client's code to be compiled. */
const WARM_UP_MILLIS = 20_000;
/** What /proc counts in: sysconf(_SC_CLK_TCK), which is 100 on Linux. */
const TICKS_A_SECOND = 100;
const BUILD = new URL('../../build/', import.meta.url).pathname;
const CASES = [['desktop', '1920x1080', 30], ['game', '1280x720', 60]];

/** Processor seconds of a process so far, user and system. */
function cpuSeconds(program) {
    const fields = readFileSync(`/proc/${program.child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

if (!which('Xvfb')) {
    console.log('Skipped: Xvfb is not installed, and there is no screen to stream without it.');
    process.exit(0);
}
console.log(`Streaming a screen for ${seconds} s, ${cpus().length} cores; processor time in % of one core, medians of the rest:`);
console.log('clip      size        fps   client  a picture  X server   pictures/s  frames/s  capture ms  encode ms  kbit/s');
for (const [clip, size, fps] of CASES) {
    const site = await Site.start();
    const screen = await Screen.start(size, ['-XX:+UseSerialGC', '-Xmx1500m', '--module-path', `${BUILD}modules:${BUILD}lib`,
        '-m', 'stream.bench/stream.bench.clip.ClipWindow', clip, String(fps)]);
    const client = await publish(site, screen, await site.streamKey('Kim'), fps);
    await pause(WARM_UP_MILLIS);
    const [from, started] = [client.lines.length, performance.now()];
    const [clientBefore, serverBefore] = [cpuSeconds(client), cpuSeconds(screen.server)];
    await pause(seconds * 1000);
    const passed = (performance.now() - started) / 1000;
    const [ofClient, ofServer] = [cpuSeconds(client) - clientBefore, cpuSeconds(screen.server) - serverBefore];
    const part = (used) => `${(100 * used / passed).toFixed(0)} %`;
    const stats = client.lines.slice(from).filter((line) => line.startsWith('stats '));
    const figure = (name) => median(stats.map((line) => Number(line.match(` ${name}=([0-9.]+)`)[1]))).toFixed(1);
    const aPicture = `${(1000 * ofClient / passed / figure('pictures')).toFixed(1)} ms`;
    console.log(clip.padEnd(9), size.padEnd(10), String(fps).padStart(4),
        part(ofClient).padStart(8), aPicture.padStart(10), part(ofServer).padStart(9),
        figure('pictures').padStart(12), figure('fps').padStart(9), figure('capture_ms').padStart(11),
        figure('encode_ms').padStart(10), figure('kbps').padStart(8));
    await client.stop();
    await screen.stop();
    await site.stop();
}
console.log(`Load of the machine in the last minute: ${loadavg()[0].toFixed(1)}.`);
