import csv, os
import mysql.connector

connection = mysql.connector.connect(host='db')
for row in csv.reader(open('/data.csv')):
    connection.cursor().execute('INSERT INTO people VALUES (%s)', row)
connection.commit()
