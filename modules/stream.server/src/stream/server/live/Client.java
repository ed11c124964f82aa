package stream.server.live;

import stream.common.control.ControlMessage;
import stream.common.control.ControlMessage.Clock;
import stream.common.control.ControlMessage.Notice;
import stream.common.control.ControlMessage.Play;
import stream.common.control.ControlMessage.Say;
import stream.common.control.ControlMessage.Time;
import stream.common.control.MalformedMessageException;
import stream.net.limits.TokenBucket;
import stream.net.websocket.CloseCode;

/// One who speaks on a socket, viewer or publisher: answers their control messages.
///
/// **Threads.** One: the one that reads the socket.
final class Client {
    /// Players ask for the clock a few times at the start and then every few seconds.
    private static final int BURST_MESSAGES = 60;
    private static final int MESSAGES_PER_SECOND = 10;

    /// Where answers go.
    interface Replies {
        void reply(Text text);

        /// Stops or resumes the media.
        void play(boolean on);

        void end(int code, String reason);
    }

    private final Channel channel;
    private final Seat seat;
    private final TimeSource time;
    private final Replies replies;
    private final TokenBucket rate;

    Client(Channel channel, Seat seat, TimeSource time, Replies replies) {
        this.channel = channel;
        this.seat = seat;
        this.time = time;
        this.replies = replies;
        rate = new TokenBucket(BURST_MESSAGES, MESSAGES_PER_SECOND, time.nanos());
    }

    /// The peer sent a ping, which costs as much as a message: it is answered.
    ///
    /// @return false when there were too many
    boolean mayPing() {
        boolean may = rate.take(1, time.nanos());
        if (!may) {
            replies.end(CloseCode.POLICY_VIOLATION, "too many pings");
        }
        return may;
    }

    /// Takes a text message. It does not block.
    void hear(String text) {
        if (!rate.take(1, time.nanos())) {
            replies.end(CloseCode.POLICY_VIOLATION, "too many messages");
            return;
        }
        if (text.length() > ControlMessage.MAX_BYTES) {
            malformed("The message is too long.");
            return;
        }
        try {
            switch (ControlMessage.parse(text)) {
                case Say(var line) -> channel.say(seat.visitor(), line, replies);
                case Clock(long sent) -> replies.reply(new Text(new Time(sent, time.mediaMicros())));
                case Play(boolean on) -> replies.play(on);
                case ControlMessage.Hello _, ControlMessage.Welcome _, ControlMessage.Channel _,
                        ControlMessage.Viewers _, ControlMessage.Chat _, Time _, ControlMessage.Keyframe _,
                        Notice _, ControlMessage.Removed _, ControlMessage.Rules _,
                        ControlMessage.Standing _ ->
                    malformed("The server does not take such a message now.");
            }
        } catch (MalformedMessageException e) {
            malformed(e.getMessage());
        }
    }

    private void malformed(String why) {
        replies.reply(new Text(new Notice("malformed", why)));
    }
}
