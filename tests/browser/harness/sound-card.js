import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { which } from './browsers.js';
import { Program } from './program.js';

/** A sound card that nobody hears: PulseAudio's null sink, on a socket of its own. */
export class SoundCard {
    static isHere = which('pulseaudio') !== null;

    static async start() {
        const card = new SoundCard();
        card.folder = mkdtempSync(join(tmpdir(), 'strom-sound-'));
        const socket = join(card.folder, 'socket');
        card.environment = { PULSE_SERVER: `unix:${socket}` };
        card.program = new Program('pulseaudio', ['-n', '--daemonize=no', '--exit-idle-time=-1', '--log-level=info', '--log-target=stderr',
            '--load=module-null-sink', `--load=module-native-protocol-unix socket=${socket} auth-anonymous=1`],
        { env: { ...process.env, HOME: card.folder, PULSE_RUNTIME_PATH: card.folder } });
        await card.program.line(/Daemon startup complete/);
        return card;
    }

    async stop() {
        await this.program.stop();
        rmSync(this.folder, { recursive: true, force: true });
    }
}
