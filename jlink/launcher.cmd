@echo off
rem Starts @NAME@. STROM_JAVA_OPTIONS, when set, takes the place of the virtual machine's defaults.
setlocal
if not defined STROM_JAVA_OPTIONS set STROM_JAVA_OPTIONS=@DEFAULTS@
"%~dp0..\runtime\bin\java.exe" @OPTIONS@ %STROM_JAVA_OPTIONS% -m @MAIN@ %*
