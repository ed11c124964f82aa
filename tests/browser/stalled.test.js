import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browsers, which } from './harness/browsers.js';
import { watchPackets } from './harness/packets.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { age, readFrames, readPicture } from './harness/reading.js';
import { Screen, Site, publish } from './harness/site.js';

const NAME = 'Stilla';
/** PROTOCOL.md, *Close codes*. It is no option, so this takes that long; the page is read meanwhile. */
const STALL_MILLIS = 30_000;

const browser = browsers[0];
const skip = !browser.path ? `${browser.command} is not installed` : !which('Xvfb') && 'Xvfb is not installed';
let site, screen, client, driver;

before(async () => {
    if (skip) {
        return;
    }
    site = await Site.start();
    screen = await Screen.start();
    client = await publish(site, screen, await site.streamKey(NAME));
    driver = await browser.launch(browser.path);
}, { timeout: 3 * PATIENCE_MILLIS });
after(async () => {
    await driver?.close();
    await client?.stop();
    await screen?.stop();
    await site?.stop();
});

/** How many viewers the server has let go because they took nothing any more. */
async function letGo() {
    const page = await (await fetch(site.address('/metrics'))).text();
    return Number(/^strom_stalled_connections_total (\d+)/m.exec(page)[1]);
}

test('a viewer that stops reading is let go with a reason, and the page beside it plays on',
    { skip, timeout: 3 * PATIENCE_MILLIS + STALL_MILLIS }, async () => {
        const page = await driver.newPage();
        await page.goto(site.address(`/${NAME}`));
        await readPicture(page);
        const packets = [];
        const stalled = watchPackets(site, NAME, (packet) => {
            if (packets.push(packet) === 1) { stalled.stall(); }
        });
        const begun = Date.now();
        while (await letGo() === 0) {
            assert.ok(Date.now() - begun < 2 * PATIENCE_MILLIS, 'it is still there');
            const readings = await readFrames(page, PATIENCE_MILLIS, 30);
            assert.equal(readings.length, 30, 'the page has stopped');
            console.log(`      after ${Math.round((Date.now() - begun) / 1000)} s: 30 frames, shown ` +
                `${Math.min(...readings.map(age))}–${Math.max(...readings.map(age))} ms after they were drawn`);
        }
        assert.ok(Date.now() - begun >= STALL_MILLIS, 'it had its time');
        stalled.resume();
        assert.equal(await stalled.closed, '1013 too slow to follow for 30 s');
        stalled.stop();
        assert.ok(packets.length > 0);
        await readPicture(page);
        assert.equal((await readFrames(page, PATIENCE_MILLIS, 30)).length, 30);
        await page.close();
    });
