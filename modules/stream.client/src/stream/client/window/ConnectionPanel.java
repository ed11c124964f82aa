package stream.client.window;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.List;
import java.util.Optional;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import javax.swing.SwingUtilities;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import stream.client.publish.ConnectString;
import stream.client.publish.ServerAddress;
import stream.client.publish.StreamKey;
import stream.client.settings.Settings;

/// Where the stream goes, and the key to it. It is filled in once; after that it folds into one line.
final class ConnectionPanel extends JPanel {
    private static final long serialVersionUID = 1L;

    private final transient Texts texts;
    private final transient Palette palette;
    private final JToggleButton fold = new JToggleButton();
    private final Form form = new Form();
    private final JTextField server = new JTextField();
    private final JPasswordField key = new JPasswordField();
    private final JLabel note = new JLabel(" ");

    /// @param start pressed Enter in a field
    ConnectionPanel(Texts texts, Palette palette, Settings settings, Runnable start) {
        super(new BorderLayout(0, 6));
        this.texts = texts;
        this.palette = palette;
        setOpaque(false);
        server.setText(settings.server());
        key.setText(settings.key().map(StreamKey::secret).orElse(""));
        server.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, texts.text("form.server.hint"));
        key.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, texts.text("form.key.hint"));
        key.setToolTipText(texts.text("form.key.tip"));
        for (var field : List.of(server, key)) {
            takeApart(field);
            field.addActionListener(_ -> start.run());
            EditMenu.addTo(field, texts);
        }
        form.row(
                Form.field(texts.text("form.server"), server, palette), 3,
                Form.field(texts.text("form.key"), key, palette), 2);
        fold.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        fold.putClientProperty(FlatClientProperties.STYLE, "selectedBackground: null; toolbar.selectedBackground: null");
        fold.setHorizontalAlignment(SwingConstants.LEADING);
        fold.setForeground(palette.soft());
        fold.addActionListener(_ -> unfold(fold.isSelected()));
        note.setFont(note.getFont().deriveFont(note.getFont().getSize2D() - 1f));
        add(fold, BorderLayout.NORTH);
        add(form);
        unfold(missing().isPresent());
        hintOrWarning();
    }

    /// Shows the fields, or one line in their place.
    void unfold(boolean open) {
        fold.setSelected(open);
        fold.setIcon(open ? LineIcon.UNFOLDED : LineIcon.FOLDED);
        var host = Optional.<String>empty();
        try {
            host = Optional.of(serverAddress().base().getAuthority());
        } catch (IllegalArgumentException _) {
            // Nothing to name yet.
        }
        fold.setText(host.filter(_ -> !open)
                .map(name -> texts.text("connection.to", name))
                .orElse(texts.text("connection.title")));
        form.setVisible(open);
        revalidate();
    }

    /// Says what is missing, or that the key can be read by others; to be shown beside the button that goes live.
    JLabel note() {
        return note;
    }

    /// Takes a line with address and key apart, in whichever field it lands: at once when it was
    /// pasted; when it is typed, not before the field is left, for only then is the key whole.
    private void takeApart(JTextField field) {
        field.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent event) {
                splitIfBoth(field.getText());
            }
        });
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                boolean pasted = event.getLength() > 1;
                SwingUtilities.invokeLater(() -> {
                    if (pasted) {
                        splitIfBoth(field.getText());
                    }
                    hintOrWarning();
                });
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                SwingUtilities.invokeLater(ConnectionPanel.this::hintOrWarning);
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                // Attributes only; there are none.
            }
        });
    }

    /// Takes one line with both apart that is still in one of the fields.
    void settle() {
        splitIfBoth(server.getText());
        splitIfBoth(new String(key.getPassword()));
    }

    private void splitIfBoth(String text) {
        if (!text.contains("://") || !text.contains("#")) {
            return;
        }
        try {
            var both = ConnectString.parse(text);
            both.key().ifPresent(secret -> {
                server.setText(both.server().toString());
                key.setText(secret.secret());
            });
        } catch (IllegalArgumentException _) {
            // Not complete yet; Start will say what is missing.
        }
    }

    private void hintOrWarning() {
        boolean exposed = false;
        try {
            exposed = ServerAddress.parse(server.getText()).exposesKey();
        } catch (IllegalArgumentException _) {
            // No address yet, nothing to warn of.
        }
        boolean empty = server.getText().isBlank() || key.getPassword().length == 0;
        note.setForeground(exposed ? palette.problem() : palette.soft());
        note.setText(exposed ? texts.text("form.exposed") : empty ? texts.text("form.paste") : " ");
        note.setToolTipText(note.getText().isBlank() ? null : note.getText());
    }

    /// What is in use is not changed.
    void show(StreamState state) {
        server.setEnabled(!state.isOn());
        key.setEnabled(!state.isOn());
    }

    /// As it was written.
    String server() {
        return server.getText().strip();
    }

    /// What was filled in, if it can be one.
    Optional<StreamKey> key() {
        try {
            return Optional.of(streamKey());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The name of the text that says what is missing or wrong, before one can start.
    Optional<String> missing() {
        if (server.getText().isBlank()) {
            return Optional.of("form.missing.server");
        }
        try {
            serverAddress();
        } catch (IllegalArgumentException _) {
            return Optional.of("form.wrong.server");
        }
        try {
            streamKey();
        } catch (IllegalArgumentException _) {
            return Optional.of(key.getPassword().length == 0 ? "form.missing.key" : "form.wrong.key");
        }
        return Optional.empty();
    }

    /// @throws IllegalArgumentException when it is missing or wrong
    ServerAddress serverAddress() {
        return ServerAddress.parse(server.getText());
    }

    /// @throws IllegalArgumentException when it is missing or wrong
    StreamKey streamKey() {
        return new StreamKey(new String(key.getPassword()).strip());
    }

    /// Leads to the field in which something is missing or wrong.
    void leadToMissing() {
        unfold(true);
        boolean serverIsWrong = server.getText().isBlank();
        try {
            serverAddress();
        } catch (IllegalArgumentException _) {
            serverIsWrong = true;
        }
        (serverIsWrong ? server : key).requestFocusInWindow();
    }
}
