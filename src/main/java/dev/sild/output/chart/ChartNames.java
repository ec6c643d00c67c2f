package dev.sild.output.chart;

/**
 * The names of a chart's templates, which begin with its own, as templates are known to all charts of a release.
 *
 * @param chart the name of the chart, a DNS label
 */
record ChartNames(String chart) {
    /** Returns the name of a helper. */
    String helper(String name) {
        return chart + "." + name;
    }

    /** Returns the name of the template of an object's content. */
    String content(String kind, String object) {
        return chart + "." + kind + "." + object;
    }
}
