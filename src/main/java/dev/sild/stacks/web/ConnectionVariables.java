package dev.sild.stacks.web;

import dev.sild.model.Container.Env;
import dev.sild.programs.VariableNames;
import dev.sild.v1alpha1.webstackspec.api.Connection;
import java.util.ArrayList;
import java.util.List;

/** The variables by which the api learns where the cache and the database are. */
final class ConnectionVariables {
    private ConnectionVariables() {}

    static List<Env> of(WebStackFrame frame) {
        Connection names = frame.spec().getApi().getConnection();
        List<Env> variables = new ArrayList<>();
        frame.database()
                .ifPresent(database -> variables.addAll(database.variables(new VariableNames(
                        names.getDatabaseURL(),
                        names.getDatabaseHost(),
                        names.getDatabasePort(),
                        names.getDatabaseName(),
                        names.getDatabaseUser(),
                        names.getDatabasePassword(),
                        "SILD_DATABASE_PASSWORD"))));
        frame.cache()
                .ifPresent(cache -> variables.addAll(cache.variables(new VariableNames(
                        names.getCacheURL(),
                        names.getCacheHost(),
                        names.getCachePort(),
                        "",
                        "",
                        names.getCachePassword(),
                        "SILD_CACHE_PASSWORD"))));
        return variables;
    }
}
