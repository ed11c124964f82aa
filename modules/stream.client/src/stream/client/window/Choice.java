package stream.client.window;

/// A value to choose, and how it is called.
record Choice<T>(T value, String name) {
    @Override
    public String toString() {
        return name;
    }
}
