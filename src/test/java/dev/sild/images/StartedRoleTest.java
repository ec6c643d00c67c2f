package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which server of several a command starts. */
class StartedRoleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "taskmanager -Dx=1 | taskmanager",
                "hdfs namenode | namenode",
                "bash -c \"hdfs namenode -format; hdfs namenode\" | namenode",
                "tini -- master | master",
                "hive --service metastore | metastore",
                "/opt/spark/sbin/start-master.sh -p 7077 | master",
                "start-history-server.sh | history",
                "/opt/flink/bin/sql-gateway.sh start-foreground | sql-gateway",
                "spark-class org.apache.spark.deploy.worker.worker spark://master:7077 | worker",
                "spark-submit --class org.apache.spark.sql.connect.service.sparkconnectserver | connect",
                "run.sh --verbose ; master | master",
            })
    void aWordAScriptOrAClassNamesTheServer(String command, String role) {
        assertThat(StartedRole.at(command, role)).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spark-submit --conf spark.driver.host=drv --master spark://sm:7077 /app/stream.py | master",
                "spark-submit --master spark://master:7077 /app/stream.py | master",
                "spark-submit --name master app.py | master",
                "spark-submit --class com.acme.master app.jar | master",
                "start-thriftserver.sh --master spark://sm:7077 | master",
                "jobmanager -d taskmanager.numberoftaskslots=4 | taskmanager",
                "jobmanager -dtaskmanager.memory=1g | taskmanager",
            })
    void optionsAndAddressesNameOtherServers(String command, String role) {
        assertThat(StartedRole.at(command, role)).isNegative();
    }
}
