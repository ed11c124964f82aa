package stream.client.window;

/// The parts of the window.
record Panels(
        Header header,
        Banner banner,
        PreviewPanel preview,
        FiguresPanel figures,
        SoundPanel sound,
        SettingsPanel form,
        StartBar start,
        ChatPanel chat) {}
