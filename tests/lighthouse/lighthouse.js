// Lighthouse's opinion of the pages that visitors see first, as a phone of the middle class on a slow
// network finds them (its usual settings). Fails below 95 of 100 in any category, but for the performance
// of a stream that is on: its pictures are decoded in software here, four times slowed by Lighthouse.
//
// usage: node lighthouse.js
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { Screen, Site, publish } from '../browser/harness/site.js';

const LEAST = 95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const REPORTS = process.env.STROM_LIGHTHOUSE_REPORTS ?? new URL('../../build/lighthouse/', import.meta.url).pathname;
mkdirSync(REPORTS, { recursive: true });

const site = await Site.start();
const screen = await Screen.start();
const client = await publish(site, screen, await site.streamKey('Alva'));
await site.streamKey('Bosse');
const chrome = await launch({ chromePath: process.env.STROM_CHROMIUM ?? 'chromium', chromeFlags: FLAGS });
let below = 0;
console.log(`${'page'.padEnd(10)}${CATEGORIES.map((category) => category.padStart(16)).join('')}`);
for (const [name, path] of [['front', '/'], ['watch', '/Bosse'], ['live', '/Alva'], ['sign-up', '/sign-up']]) {
    const { lhr, report } = await lighthouse(site.address(path), {
        port: chrome.port, onlyCategories: CATEGORIES, output: 'html', logLevel: 'error',
    });
    writeFileSync(`${REPORTS}/${name}.html`, report);
    const scores = CATEGORIES.map((category) => Math.round(100 * lhr.categories[category].score));
    console.log(`${name.padEnd(10)}${scores.map((score) => String(score).padStart(16)).join('')}`);
    below += scores.filter((score, i) => score < LEAST && !(name === 'live' && i === 0)).length;
    // What it found, of the categories that do not depend on how busy this machine is.
    for (const category of CATEGORIES.filter((_, i) => scores[i] < LEAST)) {
        for (const { id, weight } of lhr.categories[category].auditRefs) {
            const { score, title, displayValue = '' } = lhr.audits[id];
            if (weight > 0 && score !== null && score < 0.9) {
                console.log(`    ${category}: ${title} ${displayValue}`);
            }
        }
    }
}
console.log(`Load of the machine in the last minute: ${loadavg()[0].toFixed(1)}. Reports: ${REPORTS}`);
chrome.kill();
await client.stop();
await screen.stop();
await site.stop();
process.exit(below ? 1 : 0);
