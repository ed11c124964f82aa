@echo off
rem Starts @NAME@ with the Java 25 or newer that JAVA_HOME names, or else the one on the path.
setlocal
set JAVA=java
if defined JAVA_HOME set JAVA=%JAVA_HOME%\bin\java
if not defined STROM_JAVA_OPTIONS set STROM_JAVA_OPTIONS=@DEFAULTS@
"%JAVA%" @OPTIONS@ %STROM_JAVA_OPTIONS% --module-path "%~dp0..\lib" -m @MAIN@ %*
