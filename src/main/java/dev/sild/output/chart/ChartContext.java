package dev.sild.output.chart;

/**
 * What the templates of a chart share.
 *
 * @param names the names of its templates
 * @param services the keys of services and containers
 * @param values the values that the templates ask for
 * @param uses where variables are used
 * @param asking how templates ask for variables
 * @param settings how templates ask for what has a place of its own
 */
record ChartContext(
        ChartNames names,
        ServiceKeys services,
        ValueTree values,
        VariableUses uses,
        ChartExpressions asking,
        ChartSettings settings) {}
