import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers, which } from './harness/browsers.js';
import { AHEAD, BEHIND, PAIRS, inStep, listen } from './harness/listening.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { Screen, Site, publish } from './harness/site.js';
import { SoundCard } from './harness/sound-card.js';

const CLAPPERBOARD = new URL('Clapperboard.java', import.meta.url).pathname;
const chromium = browsers.find(({ name }) => name === 'Chromium');
const missing = ['chromium', 'Xvfb', 'pulseaudio', 'pactl', 'parec', 'pacat'].filter((program) => !which(program));
const skip = missing.length > 0 && `not installed: ${missing.join(', ')}`;

// The desktop program sends a screen that flashes and what the computer plays, which beeps at once.
describe('sound from the desktop program', { skip }, () => {
    let site, card, screen, driver, client;

    before(async () => {
        site = await Site.start();
        card = await SoundCard.start();
        screen = await Screen.start('640x360', [CLAPPERBOARD, card.environment.PULSE_SERVER]);
        driver = await chromium.launch(chromium.path);
    }, { timeout: 3 * PATIENCE_MILLIS });
    after(async () => {
        await driver?.close();
        await client?.stop();
        await screen?.stop();
        await card?.stop();
        await site?.stop();
    });

    test('what the computer plays is heard in step with its screen', { timeout: 3 * PATIENCE_MILLIS }, async () => {
        client = await publish(site, screen, await site.streamKey('Alva'), 30,
            { options: ['--system-sound'], environment: card.environment });
        const viewer = await driver.newPage();
        viewer.setDefaultTimeout(PATIENCE_MILLIS);
        await viewer.evaluateOnNewDocument(listen);
        await viewer.goto(site.address('/Alva'));
        await viewer.waitForSelector('.stage[data-picture]');
        await (await viewer.waitForSelector('.sound-on')).click();
        const apart = await inStep(viewer);
        console.log(`      sound behind the picture, in ms: median ${apart} of ${PAIRS}, unnoticed from ${-AHEAD} to ${BEHIND}`);
        assert.ok(apart > -AHEAD && apart < BEHIND);
        assert.match((await client.line(/^sound (.*)$/))[1], /^system-sound_db=-?\d+ muted=no$/);
    });
});
