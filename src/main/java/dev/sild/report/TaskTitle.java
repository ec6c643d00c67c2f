package dev.sild.report;

import java.util.EnumMap;
import java.util.Map;

/**
 * What the list of what to do says of a kind of task.
 *
 * @param one for one thing
 * @param several for several; {@code %d} is how many
 */
record TaskTitle(String one, String several) {
    /** Those of all codes that are tasks. */
    static final Map<Code, TaskTitle> OF = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    Code.PACKAGES_MISSING,
                    new TaskTitle("install packages in this image", "install packages in these %d images")),
            Map.entry(
                    Code.BUILD_INPUT_MISSING,
                    new TaskTitle("complete what an image is built from", "complete what images are built from")),
            Map.entry(
                    Code.NAME_IN_FILE,
                    new TaskTitle(
                            "change a file which asks for what pods do not reach, and convert again",
                            "change %d places in files which ask for what pods do not reach, and convert" + " again")),
            Map.entry(
                    Code.HOST_GATEWAY,
                    new TaskTitle(
                            "give a program the address of the machine that it connects to",
                            "give programs the addresses of the machines that they connect to")),
            Map.entry(
                    Code.ENGINE_ADDRESS,
                    new TaskTitle(
                            "replace an address that nothing has in a cluster, and convert again",
                            "replace %d addresses that nothing has in a cluster, and convert again")),
            Map.entry(Code.IMAGE_TO_BUILD, new TaskTitle("build this image", "build these %d images")),
            Map.entry(Code.IMAGE_TO_PUSH, new TaskTitle("build and push this image", "build and push these %d images")),
            Map.entry(
                    Code.IMAGE_LOCAL,
                    new TaskTitle(
                            "make this image available to the cluster",
                            "make these %d images available to the cluster")),
            Map.entry(
                    Code.IMAGE_LOGIN,
                    new TaskTitle(
                            "let nodes log in to this registry", "let nodes log in to the registries of %d images")),
            Map.entry(
                    Code.VARIABLE_REFUSED,
                    new TaskTitle(
                            "rename this variable, which is left out",
                            "rename these %d variables, which are left out")),
            Map.entry(
                    Code.PLACEHOLDER,
                    new TaskTitle("replace the placeholders of an example", "replace placeholders in %d places")),
            Map.entry(
                    Code.KEY_EMPTY,
                    new TaskTitle(
                            "set the key or password that a program needs",
                            "set the keys or passwords that %d programs need")),
            Map.entry(Code.SECRET_TO_CREATE, new TaskTitle("provide this secret", "provide these %d secrets")),
            Map.entry(Code.CONFIG_MAP_TO_CREATE, new TaskTitle("create this ConfigMap", "create these %d ConfigMaps")),
            Map.entry(Code.CLAIM_TO_CREATE, new TaskTitle("create this claim", "create these %d claims")),
            Map.entry(
                    Code.BUILD_OUTPUT_MISSING,
                    new TaskTitle("build what a service mounts", "build what services mount")),
            Map.entry(
                    Code.BIND_MISSING,
                    new TaskTitle(
                            "create this missing file and convert again, or put it into the cluster yourself",
                            "create these %d missing files and convert again, or put them into the cluster yourself")),
            Map.entry(
                    Code.BIND_OUTSIDE,
                    new TaskTitle(
                            "provide this file from outside of the project, or convert again with --allow-path",
                            "provide these %d files from outside of the project, or convert again with"
                                    + " --allow-path")),
            Map.entry(
                    Code.FOLDER_OUTSIDE,
                    new TaskTitle(
                            "let Sild read a folder outside of the project",
                            "let Sild read %d folders outside of the project")),
            Map.entry(
                    Code.BIND_NODE_FILES,
                    new TaskTitle(
                            "provide this path of the host on the nodes",
                            "provide these %d paths of the host on the nodes")),
            Map.entry(
                    Code.HOST_UNKNOWN,
                    new TaskTitle(
                            "provide the host that a proxy's configuration names",
                            "provide the hosts that proxies' configurations name")),
            Map.entry(
                    Code.ENGINE_PROXY,
                    new TaskTitle(
                            "replace a proxy that finds its services through Docker",
                            "replace %d proxies that find their services through Docker")),
            Map.entry(
                    Code.ENGINE_NEEDED,
                    new TaskTitle(
                            "decide about a service that does not start without Docker",
                            "decide about %d services that do not start without Docker")),
            Map.entry(
                    Code.ENGINE_RUNS,
                    new TaskTitle(
                            "give a service that runs containers an engine",
                            "give %d services that run containers an engine")),
            Map.entry(
                    Code.MIDDLEWARE_LEFT_OUT,
                    new TaskTitle(
                            "set up what a middleware of Traefik does", "set up what %d middlewares of Traefik do")),
            Map.entry(
                    Code.NODE_ADDRESS,
                    new TaskTitle(
                            "pin a server to the node whose address it has",
                            "pin %d servers to the nodes whose addresses they have")),
            Map.entry(
                    Code.NODE_TO_CHOOSE,
                    new TaskTitle(
                            "choose a node for a service, which runs nowhere else",
                            "choose nodes for services, which run nowhere else")),
            Map.entry(
                    Code.CERTIFICATE_OUT_OF_REACH,
                    new TaskTitle("let a server serve its public names", "let %d servers serve their public names")),
            Map.entry(
                    Code.CERTIFICATE_TO_CREATE,
                    new TaskTitle(
                            "create the certificate that a reverse proxy has with compose",
                            "create the certificates that reverse proxies have with compose (%d)")),
            Map.entry(
                    Code.TLS_EXPECTED,
                    new TaskTitle(
                            "let a route connect to its server with TLS",
                            "let %d routes connect to their servers with TLS")),
            Map.entry(
                    Code.BROWSER_ADDRESS,
                    new TaskTitle(
                            "give browsers the address of your host in place of localhost",
                            "give browsers the addresses of your host in place of localhost")),
            Map.entry(
                    Code.MOUNTED_FILE_MISSING,
                    new TaskTitle(
                            "provide the files that a server's configuration names",
                            "provide the files that %d servers' configurations name")),
            Map.entry(
                    Code.DEVELOPER_CERTIFICATE,
                    new TaskTitle(
                            "let a program of .NET start without the certificate of your machine",
                            "let %d programs of .NET start without the certificate of your machine")),
            Map.entry(
                    Code.MEMORY_LOCKED,
                    new TaskTitle(
                            "let a server start that locks its memory", "let %d servers start that lock their memory")),
            Map.entry(
                    Code.MOUNT_REFUSED,
                    new TaskTitle(
                            "change a mount with which an image does not start",
                            "change %d mounts with which images do not start")),
            Map.entry(
                    Code.ACCOUNT_TO_CREATE,
                    new TaskTitle("create this ServiceAccount", "create these %d ServiceAccounts")),
            Map.entry(
                    Code.CLASS_TO_CREATE,
                    new TaskTitle("install this RuntimeClass", "install these %d RuntimeClasses")),
            Map.entry(
                    Code.PROFILE_TO_INSTALL,
                    new TaskTitle(
                            "put this security profile on each node", "put these %d security profiles on each node")),
            Map.entry(
                    Code.BIND_TOO_LARGE,
                    new TaskTitle(
                            "provide what is too large for the manifests",
                            "provide these %d folders or files, which are too large for the manifests")),
            Map.entry(
                    Code.BIND_DATA_FILE,
                    new TaskTitle("keep the data of this file", "keep the data of these %d files")),
            Map.entry(
                    Code.CLAIM_TO_FILL,
                    new TaskTitle(
                            "bring the files of a data folder into its claim",
                            "bring the files of %d data folders into their claims")),
            Map.entry(
                    Code.DATABASE_NOT_KEPT,
                    new TaskTitle("keep the data of a database", "keep the data of %d databases")),
            Map.entry(
                    Code.DATA_BESIDE_CODE,
                    new TaskTitle(
                            "move a database that lies beside source code",
                            "move databases that lie beside source code")),
            Map.entry(
                    Code.TREE_TOO_LARGE,
                    new TaskTitle(
                            "check what an image lacks of its source code",
                            "check what %d images lack of their source code")),
            Map.entry(
                    Code.FILES_LARGE,
                    new TaskTitle(
                            "apply on the server's side: a file is large",
                            "apply on the server's side: %d files are large")),
            Map.entry(
                    Code.VARIABLE_UNSET,
                    new TaskTitle("set this variable and convert again", "set these %d variables and convert again"))));
}
