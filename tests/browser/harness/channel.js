import { CONFIG, KEYFRAME, connectWebSocket, frame } from './packets.js';

/** A peer that says nothing for long is let go. */
const BEAT_MILLIS = 10_000;
/** A track configuration: VP8, 640 × 360. */
const VP8 = Buffer.from([3, ...Buffer.from('vp8'), 0, 0, 2, 128, 0, 0, 1, 104]);

/**
 * Makes a channel live without anything to see: for what is told about streams.
 *
 * @param {import('./site.js').Site} site
 * @param {{ key: string }} account
 * @returns {Promise<() => void>} ends the stream
 */
export async function goLive(site, { key }) {
    const socket = connectWebSocket(site, '/api/publish', `Authorization: Bearer ${key}`);
    socket.on('error', () => {}); // and then it closes
    /** Until the server has said so. */
    const says = (words) => new Promise((resolve, reject) => {
        let said = '';
        const listen = (bytes) => {
            said += bytes;
            if (said.includes(words)) {
                socket.off('data', listen);
                resolve();
            }
        };
        socket.on('data', listen);
        socket.once('close', () => reject(new Error(`no "${words}", but: ${said}`)));
    });
    await says('"welcome"');
    socket.write(frame(2, packet(CONFIG, 0, VP8)));
    socket.write(frame(2, packet(KEYFRAME, 1, Buffer.alloc(8))));
    await says('"presence":"live"');
    socket.on('data', () => {});
    const beat = setInterval(() => socket.write(frame(1, '{"type":"clock","sent":1}')), BEAT_MILLIS);
    return () => {
        clearInterval(beat);
        socket.end(frame(8, Buffer.from([1000 >> 8, 1000 & 255])));
    };
}

function packet(flags, sequence, payload) {
    const head = Buffer.alloc(24);
    head.writeUInt8(1);
    head.writeUInt16BE(flags, 2);
    head.writeUInt32BE(sequence, 4);
    head.writeBigInt64BE(BigInt(Date.now()) * 1000n, 16);
    return Buffer.concat([head, payload]);
}
