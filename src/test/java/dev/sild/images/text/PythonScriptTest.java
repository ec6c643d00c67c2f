package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonScriptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python seed.py | seed.py",
                "sh -c sleep 20s ; python3 -u ./scripts/seed.py --all | ./scripts/seed.py",
                "python seed.py && python serve.py | serve.py",
                "python seed.py & sleep 1 | ''",
                "python -m seed | seed.py",
                "sleep 5; python3 -u -m etl.main --all | etl/main.py",
                "python -m seed all | ''",
                "python /srv/seed.py | /srv/seed.py",
                "/usr/bin/python3.11 load.py | load.py",
                "uv run load.py | load.py",
                "/opt/spark/bin/spark-submit --jars /opt/a.jar --conf a.b=c main.py | main.py",
                "python ../seed.py | ''",
            })
    void isTheLastOfACommand(String command, String script) {
        assertThat(PythonScript.calledBy(command).orElse("")).isEqualTo(script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import csv\nfor row in csv.reader(open('a')):\n    print(row)\n",
                "from prefect import flow\nimport snowflake.connector, bs4\nfor a in rows:\n    flow(a)\n",
                "import os, sys\nfrom sqlalchemy.orm import Session\nimport pandas as pd\n",
            })
    void plainOnesEnd(String script) {
        assertThat(PythonScript.ends(script, module -> Optional.empty())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "print('started')\n",
                "import time\nwhile True:\n    time.sleep(1)\n",
                "import os, flask\n",
                "from app import main\n",
                "    from app import main\n",
                "import redis\n",
                "from prefect import flow\nload.serve(name='load')\n",
                "from . import main\n",
                "from .main import main\n",
                "import pymongo\nfor change in collection.watch():\n    pass\n",
                "import os\nexec(open('server.py').read())\n",
            })
    void othersMayStay(String script) {
        assertThat(PythonScript.ends(script, module -> Optional.empty())).isFalse();
    }

    @Test
    void theModulesBesideAScriptDecideAsWell() {
        Map<String, String> beside = new HashMap<>();
        beside.put("loader.py", "import psycopg2\nfrom lib.rows import rows\n");
        beside.put("lib/rows.py", "import loader, csv\n");
        String script = "import sys\nfrom loader import load\nload()\n";
        assertThat(PythonScript.ends(script, module -> Optional.ofNullable(beside.get(module))))
                .isTrue();
        beside.put("lib/rows.py", "import time\nwhile True:\n    time.sleep(60)\n");
        assertThat(PythonScript.ends(script, module -> Optional.ofNullable(beside.get(module))))
                .isFalse();
    }

    /** A program that large does more than to fill a database; and many services may run one each. */
    @Test
    void ofVeryMuchCodeNothingIsKnown() {
        String module = "import os\n" + "print('a')\n".repeat(5_000);
        StringBuilder script = new StringBuilder("import os\n");
        for (int i = 0; i < 20; i++) {
            script.append("from m").append(i).append(" import a\n");
        }

        assertThat(PythonScript.ends(script.toString(), name -> Optional.of("import os\n")))
                .isTrue();
        assertThat(PythonScript.ends(script.toString(), name -> Optional.of(module)))
                .isFalse();
    }
}
