package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

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
                "python -m seed | ''",
                "python /srv/seed.py | ''",
                "python ../seed.py | ''",
            })
    void isTheLastOfACommand(String command, String script) {
        assertThat(PythonScript.calledBy(command).orElse("")).isEqualTo(script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import csv\nfor row in csv.reader(open('a')):\n    print(row)\n",
                "import os, sys\nfrom sqlalchemy.orm import Session\nimport pandas as pd\n",
            })
    void plainOnesEnd(String script) {
        assertThat(PythonScript.ends(script)).isTrue();
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
                "import pymongo\nfor change in collection.watch():\n    pass\n",
                "import os\nexec(open('server.py').read())\n",
            })
    void othersMayStay(String script) {
        assertThat(PythonScript.ends(script)).isFalse();
    }
}
