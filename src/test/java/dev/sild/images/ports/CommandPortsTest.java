package dev.sild.images.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command says of the ports at which its server listens. */
class CommandPortsTest {
    private static final Map<String, String> VARIABLES = Map.of("PORT", "7000");

    private static List<Integer> ports(String command) {
        return List.copyOf(CommandPorts.of(List.of("sh", "-c", command), name -> VARIABLES.getOrDefault(name, "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            uvicorn app:app --host 0.0.0.0 --port 8001              | 8001
            migrate && exec /venv/bin/gunicorn -b 0.0.0.0:9000 app  | 9000
            gunicorn --bind=[::]:9001 app                           | 9001
            node server.js --listen 3000                            | 3000
            http-server ./dist -p 80                                | 80
            ng serve --host 0.0.0.0 --port 4300                     | 4300
            npx next start -p 3001                                  | 3001
            vite --host --port=5174                                 | 5174
            npm run dev -- --port 3002                              | 3002
            php -S 0.0.0.0:8002 -t public                           | 8002
            php artisan serve --host=0.0.0.0 --port=8003            | 8003
            python manage.py runserver 0.0.0.0:8004                 | 8004
            flask run --host=0.0.0.0 --port "5001"                  | 5001
            serve -s build -l tcp://0.0.0.0:5000                    | 5000
            java -Dserver.port=8085 -jar a.jar                      | 8085
            java -jar a.jar --server.port=8086                      | 8086
            dotnet a.dll --urls http://*:5055                       | 5055
            python -m debugpy --listen 5678 -m flask run -p 5002    | 5002
            uvicorn app:app --port $PORT                            | 7000
            uvicorn app:app --port ${OTHER:-8008}                   | 8008
            """)
    void serversNameTheirPort(String command, int port) {
        assertThat(ports(command)).containsExactly(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql -h db --port 3306",
                "ssh -p 2222 host",
                "uvicorn app:app --port $OTHER",
                "gunicorn -b 127.0.0.1:8000 app",
                "gunicorn -b unix:/run/app.sock app",
                "uvicorn app:app & psql --port 5432",
                "php -S localhost:8000",
                "uvicorn app:app --port 99999",
                "python -m debugpy --listen 0.0.0.0:5678 app.py",
                "python -m ptvsd --host 0.0.0.0 --port 5678 app.py",
                "dlv exec --headless --listen=:2345 /app/server",
                "next build"
            })
    void otherPortsAreNoneOfAServer(String command) {
        assertThat(ports(command)).isEmpty();
    }

    @Test
    void healthChecksAskPortsOfTheContainer() {
        assertThat(CommandPorts.ofCheck(List.of("sh", "-c", "curl -f http://localhost:8080/health || exit 1")))
                .containsExactly(8080);
        assertThat(CommandPorts.ofCheck(List.of("wget", "-qO-", "http://127.0.0.1/")))
                .containsExactly(80);
        assertThat(CommandPorts.ofCheck(List.of("curl", "http://other:9000/", "http://localhost.example.com/")))
                .isEmpty();
    }
}
