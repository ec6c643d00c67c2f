@echo off
rem Runs Sild with the Java of JAVA_HOME, or else of PATH. SILD_JAVA_OPTS has more options for the JVM.
setlocal
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn32m -Xlog:disable %SILD_JAVA_OPTS% -cp "%~dp0..\lib\sild-cli.jar" dev.sild.cli.Main %*
if %errorlevel% equ 9009 echo sild: needs Java 17 or newer; install one, or set JAVA_HOME to one 1>&2
exit /b %errorlevel%
