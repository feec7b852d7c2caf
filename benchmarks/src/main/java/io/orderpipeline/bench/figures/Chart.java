package io.orderpipeline.bench.figures;

import java.util.List;
import java.util.Locale;

/**
 * Bars, one below the other, each as long as a median, with a line from the least to the most.
 *
 * @param unit of the figures
 */
public record Chart(String title, String unit, List<Bar> bars) {

    private static final int WIDTH = 760;
    private static final int LEFT = 200;
    private static final int LONGEST = 400;
    private static final int TOP = 44;
    private static final int ROW = 30;

    /** A name and its figure. */
    public record Bar(String name, Spread figure) {}

    /** As an SVG document, which reads on light and dark ground. */
    public String svg() {
        double most = bars.stream().mapToDouble(bar -> bar.figure().most()).max().orElse(1);
        int height = TOP + bars.size() * ROW + 12;
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH,
                height);
        line(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
        line(
                svg,
                "<text x=\"12\" y=\"26\" font-size=\"15\">%s, %s</text>",
                escaped(title),
                escaped(unit));
        for (int i = 0; i < bars.size(); i++) {
            row(svg, bars.get(i), TOP + i * ROW, LONGEST / most);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void row(StringBuilder svg, Bar bar, int y, double scale) {
        Spread figure = bar.figure();
        line(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                LEFT - 8,
                y + 15,
                escaped(bar.name()));
        line(
                svg,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"20\" fill=\"#4878a8\"/>",
                LEFT,
                y,
                figure.median() * scale);
        line(
                svg,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#202020\"/>",
                LEFT + figure.least() * scale,
                LEFT + figure.most() * scale,
                y + 10,
                y + 10);
        line(
                svg,
                "<text x=\"%.1f\" y=\"%d\">%s</text>",
                LEFT + figure.most() * scale + 8,
                y + 15,
                figure.median() < 100
                        ? String.format(Locale.ROOT, "%.1f", figure.median())
                        : String.format(Locale.ROOT, "%,.0f", figure.median()));
    }

    private static void line(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
