package stream.client.window;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import javax.swing.JComponent;

/// A bar that tells how loud it is: from 60 dB below the loudest, where one hears nothing, to the
/// loudest. It rises at once and sinks slowly.
final class LevelMeter extends JComponent {
    private static final long serialVersionUID = 1L;
    private static final double DECIBELS = 60;
    /// Of the bar, at each call of [#show].
    private static final double SINKS = 0.03;
    /// 6 dB below the loudest: what comes louder soon is cut off.
    private static final double TOO_LOUD = 1 - 6 / DECIBELS;
    private static final int THICK = 6;

    private final transient Palette palette;
    private double shown;
    private boolean faint;

    LevelMeter(Palette palette) {
        this.palette = palette;
        setPreferredSize(new Dimension(60, THICK));
        setMinimumSize(new Dimension(20, THICK));
    }

    /// @param peak 0 to 1
    /// @param muted whether nobody else hears it
    void show(double peak, boolean muted) {
        double fresh = Math.max(part(peak), shown - SINKS);
        if (fresh != shown || faint != muted) {
            shown = fresh;
            faint = muted;
            repaint();
        }
    }

    /// How much of the bar a peak fills: 0 to 1.
    static double part(double peak) {
        return Math.clamp(1 + 20 * Math.log10(peak) / DECIBELS, 0, 1);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        var g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double top = (getHeight() - THICK) / 2.0;
        var bar = new RoundRectangle2D.Double(0, top, getWidth(), THICK, THICK, THICK);
        g.setColor(palette.line());
        g.fill(bar);
        g.clip(bar);
        g.setColor(faint ? palette.edge() : shown > TOO_LOUD ? palette.live() : palette.accent());
        g.fill(new RoundRectangle2D.Double(0, top, getWidth() * shown, THICK, THICK, THICK));
        g.dispose();
    }
}
