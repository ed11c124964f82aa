import { execFileSync } from 'node:child_process';

const ENCODER = new URL('../../../bench/stream-encode', import.meta.url).pathname;
/** nal_unit_type, ITU-T H.264 table 7-1. */
const SEQUENCE_PARAMETER_SET = 7;
const PICTURE_PARAMETER_SET = 8;
const IDR_SLICE = 5;

/**
 * Pictures in YUV4MPEG2: a bright square that wanders over slanted stripes.
 * @param {number} width
 * @param {number} height
 * @param {number} count
 */
export function pictures(width, height, count) {
    const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`)];
    for (let time = 0; time < count; time++) {
        const luma = Buffer.alloc(width * height);
        for (let y = 0; y < height; y++) {
            for (let x = 0; x < width; x++) {
                const inSquare = Math.abs(x - 40 - 5 * time) < 24 && Math.abs(y - height / 2) < 24;
                luma[y * width + x] = inSquare ? 220 : 40 + (x + 2 * y) % 64;
            }
        }
        parts.push(Buffer.from('FRAME\n'), luma, Buffer.alloc(width * height / 2, 128));
    }
    return Buffer.concat(parts);
}

/**
 * What WebCodecs takes: the stream that our encoder makes of some pictures, in AVC format.
 * @param {Buffer} y4m
 * @param {string[]} options of stream-encode
 * @returns {{ codec: string, description: Buffer, chunks: { key: boolean, data: Buffer }[] }}
 */
export function encode(y4m, options) {
    const stream = execFileSync(ENCODER, options, { input: y4m, maxBuffer: 1 << 26 });
    const units = split(stream);
    const type = (unit) => unit[0] & 31;
    const sps = units.find((unit) => type(unit) === SEQUENCE_PARAMETER_SET);
    const pps = units.find((unit) => type(unit) === PICTURE_PARAMETER_SET);
    const chunks = [];
    for (const unit of units.filter((unit) => type(unit) <= IDR_SLICE)) {
        // first_mb_in_slice is 0, whose code is a single one, in the first slice of a picture only.
        if (unit[1] & 0x80) {
            chunks.push({ key: type(unit) === IDR_SLICE, parts: [] });
        }
        const length = Buffer.alloc(4);
        length.writeUInt32BE(unit.length);
        chunks.at(-1).parts.push(length, unit);
    }
    return {
        codec: `avc1.${sps.subarray(1, 4).toString('hex').toUpperCase()}`,
        description: configuration(sps, pps),
        chunks: chunks.map(({ key, parts }) => ({ key, data: Buffer.concat(parts) })),
    };
}

/** The NAL units of a byte stream whose start codes are all of four bytes. */
function split(stream) {
    const starts = [];
    for (let at = stream.indexOf('00000001', 0, 'hex'); at >= 0; at = stream.indexOf('00000001', at + 4, 'hex')) {
        starts.push(at);
    }
    return starts.map((at, i) => stream.subarray(at + 4, starts[i + 1]));
}

/** AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1; what High adds is 4:2:0 of eight bits. */
function configuration(sps, pps) {
    const length = (unit) => Buffer.from([unit.length >> 8, unit.length & 255]);
    return Buffer.concat([
        Buffer.from([1]), sps.subarray(1, 4), Buffer.from([0xff, 0xe1]), length(sps), sps,
        Buffer.from([1]), length(pps), pps,
        Buffer.from([0xfd, 0xf8, 0xf8, 0]),
    ]);
}
