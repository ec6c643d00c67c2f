package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonStartTest {
    private static String asks(String file, boolean script, Map<String, String> files) {
        return PythonStart.find(
                        file,
                        script,
                        path -> Optional.ofNullable(files.get(path)),
                        call -> EngineCalls.isOne(call, false))
                .map(place -> place.file() + ":" + place.line())
                .orElse("");
    }

    private static String asks(String text) {
        return asks("app.py", true, Map.of("app.py", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import docker\nclient = docker.from_env()\n",
                "import docker\nc = docker.DockerClient('unix:///var/run/docker.sock')\n",
                "import docker\nc = docker.DockerClient(timeout=5)\n",
                "import docker\nasync def main():\n    docker.from_env()\nasyncio.run(main())\n",
                "import docker\nasync def begin():\n    docker.from_env()\nasync def life(app):\n    await begin()\n    yield\napp = FastAPI(lifespan=life)\n",
                "import docker\ndef outer():\n    def gen():\n        yield 1\n    docker.from_env()\nouter()\n",
                "import docker\n@contextmanager\ndef client():\n    yield docker.from_env()\nwith client() as c:\n    pass\n",
                "import docker as d\nclient = d.DockerClient(\n    base_url='unix:///var/run/docker.sock',\n)\n",
                "from docker import APIClient as A\nA(version='auto')\n",
                "import docker\nclass A:\n    client = docker.from_env()\n",
                "import docker\nclass A:\n    def __init__(self):\n        self.c = docker.from_env()\na = A()\n",
                "import docker\ndef get():\n    return docker.from_env()\nclient = get()\n",
                "import docker\ndef main():\n    with x() as y:\n        docker.from_env()\nif __name__ == '__main__':\n    main()\n",
                "import docker\ntry:\n    c = docker.from_env()\nexcept Exception as e:\n    print(e)\n    sys.exit(1)\n",
                "import docker\nwhile True:\n\tdocker.from_env()\n\ttime.sleep(1)\n",
                "import docker\n@app.on_event('startup')\nasync def begin():\n    app.state.d = docker.from_env()\n",
                "import docker\nasync def life(app):\n    app.d = docker.from_env()\n    yield\napp = FastAPI(lifespan=life)\n",
            })
    void followsWhatIsSureToRun(String text) {
        assertThat(asks(text)).startsWith("app.py:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import docker\n\"\"\"\nclient = docker.from_env()\n\"\"\"\n# docker.from_env()\n",
                "client = docker_from_env()\n",
                "import docker\ndef get():\n    return docker.from_env()\n",
                "import docker\ntry:\n    c = docker.from_env()\nexcept Exception:\n    c = None\n",
                "import docker\nif USED:\n    c = docker.from_env()\n",
                "import docker\nc = docker.from_env() if USED else None\n",
                "import docker\nget = lambda: docker.from_env()\n",
                "import docker\nc = docker.DockerClient('tcp://proxy:2375')\n",
                "import docker\nc = docker.DockerClient(URL, timeout=5)\n",
                "import docker\nc = docker.DockerClient(timeout=5, **settings)\n",
                "import docker\nc = docker.from_env(environment=settings)\n",
                "import docker\nwith suppress(Exception):\n    c = docker.from_env()\n",
                "import docker\nwith contextlib.suppress(OSError), x():\n    c = docker.from_env()\n",
                "import docker\ndef gen():\n    c = docker.from_env()\n    yield c\nc = gen()\n",
                "import docker\nasync def monitor():\n    docker.from_env()\nasync def life(app):\n    asyncio.create_task(monitor())\n    yield\napp = FastAPI(lifespan=life)\n",
                "import docker\nasync def monitor():\n    docker.from_env()\nmonitor()\n",
                "import docker\nclass A:\n    def __init__(self):\n        self.c = docker.from_env()\n",
                "import docker\nclass A:\n    def get(self):\n        self.c = docker.from_env()\na = A()\n",
                "import docker\ndef main():\n    if not USED:\n        return\n    docker.from_env()\nmain()\n",
                "import docker\nc = docker.DockerClient(version='1.41')\n",
                "import docker\nc = docker.DockerClient(base_url=URL)\n",
                "import docker\nprint('docker.from_env()')\n",
            })
    void doesNotGuess(String text) {
        assertThat(asks(text)).isEmpty();
    }

    @Test
    void readsTheModulesThatAreImported() {
        Map<String, String> files = Map.of(
                "app/__init__.py", "",
                "app/main.py", "from fastapi import FastAPI\nfrom .api import (\n    routes,\n)\n",
                "app/api/__init__.py", "",
                "app/api/routes.py", "from ..core.engine import Engine\nengine = Engine()\n",
                "app/core/engine.py",
                        "import docker\n\nclass Engine:\n    def __init__(self):\n        self.c = docker.from_env()\n");

        assertThat(asks("app/main.py", false, files)).isEqualTo("app/core/engine.py:5");
    }

    @Test
    void aServerDoesNotRunWhatAScriptDoes() {
        Map<String, String> files =
                Map.of("app.py", "import docker\nif __name__ == '__main__':\n    docker.from_env()\n");

        assertThat(asks("app.py", true, files)).isEqualTo("app.py:3");
        assertThat(asks("app.py", false, files)).isEmpty();
    }

    @Test
    void aScriptFindsModulesBesideIt() {
        Map<String, String> files = Map.of(
                "src/run.py", "import uvicorn\nuvicorn.run('web:app', host='0.0.0.0')\n",
                "src/web.py", "import docker\nclient = docker.from_env()\n");

        assertThat(asks("src/run.py", true, files)).isEqualTo("src/web.py:2");
    }

    @Test
    void aModuleOfTheProjectWithTheSameNameIsNoClient() {
        Map<String, String> files = Map.of("app.py", "import docker\ndocker.from_env()\n", "docker.py", "x = 1\n");

        assertThat(asks("app.py", true, files)).isEmpty();
    }

    @Test
    void hostileTextsTakeNoLongTime() {
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            asks("a(".repeat(32_000));
            asks("'".repeat(65_000));
            asks("if a:\n".repeat(10_000));
            asks("def f():\n f()\n".repeat(4_000) + "f()\n");
            asks("app.py", true, Map.of("app.py", "import app\n".repeat(5_000)));
            asks("from " + ".".repeat(60_000));
            asks("x = " + "(".repeat(60_000));
        });
    }
}
