package stream.client.publish;

import stream.common.files.PlainText;

/// The secret that says whose channel a stream belongs to. It prints as dots, so that it never ends
/// up in a log by accident.
public record StreamKey(String secret) {
    /// Longer than any key; what is longer was pasted by mistake.
    private static final int MOST_CHARACTERS = 200;

    /// @throws IllegalArgumentException with a sentence for a person when this cannot be a key
    public StreamKey {
        secret = PlainText.strip(secret);
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("The stream key is missing.");
        }
        if (secret.length() > MOST_CHARACTERS || !secret.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("This is not a stream key. Copy it again from your dashboard.");
        }
    }

    @Override
    public String toString() {
        return "••••";
    }
}
