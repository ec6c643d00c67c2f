from pyspark.sql import SparkSession
from rows import write

write(SparkSession.builder.getOrCreate())
