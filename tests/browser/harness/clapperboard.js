/** Runs in the streamer's page: a webcam that flashes and a microphone that beeps, at once. */
export function clapperboard() {
    const PERIOD = 1000;
    const LENGTH = 150;
    let beep = () => {};
    const camera = () => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
        const context = canvas.getContext('2d');
        const end = (flash) => {
            context.fillStyle = flash ? '#fff' : '#111';
            context.fillRect(0, 0, 640, 360);
        };
        setInterval(() => {
            end(true);
            beep();
            setTimeout(() => end(false), LENGTH);
        }, PERIOD);
        end(false);
        return canvas.captureStream(30);
    };
    const microphone = () => {
        // The studio's rate: between two rates Firefox holds sound back, more so the busier the machine is.
        const context = new AudioContext({ sampleRate: 48_000 });
        const gain = new GainNode(context, { gain: 0 });
        const tone = new OscillatorNode(context, { frequency: 880 });
        const output = context.createMediaStreamDestination();
        tone.connect(gain).connect(output);
        tone.start();
        beep = () => {
            gain.gain.setValueAtTime(0.5, context.currentTime);
            gain.gain.setValueAtTime(0, context.currentTime + LENGTH / 1000);
        };
        return output.stream;
    };
    if (navigator.mediaDevices) {
        navigator.mediaDevices.getUserMedia = async ({ video }) => video ? camera() : microphone();
    }
}
