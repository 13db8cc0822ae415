Attribute VB_Name = "Lanceur"
Option Explicit

' Starts Python for one button and waits for its end. No other program stands between, and no library is declared:
' companies block both. Python finds the workbook from the window's handle; no file is named.

Private Const TITLE As String = "Relancier"
Private Const PYTHON_FILE As String = "\Relancier\python.txt"
Private Const LOG_FILE As String = "%LOCALAPPDATA%\Relancier\relancier.log"
Private Const INSTALL As String = "py -m relancier excel installer"
Private Const NAME_LETTERS As String = "abcdefghijklmnopqrstuvwxyz0123456789_"
Private Const LONGEST_NAME As Long = 40
Private Const FOR_READING As Long = 1
Private Const UTF_16 As Long = -1
Private Const LAST_TOLD As Long = 3 ' up to this code, Python itself told the user what happened
Private Const WINDOW_AS_USUAL As Long = 1 ' pythonw has no window; hiding would hide the ones that it opens

Private mBusy As Boolean

Public Function IsBusy() As Boolean
    IsBusy = mBusy
End Function

' Runs one action of the ribbon; whatever happens, the status bar and the buttons are given back.
Public Sub StartAction(ByVal action As String)
    Dim starter As Object, files As Object, python As String, said As String, code As Long, noted As Double
    If mBusy Then
        MsgBox "Une opération de Relancier est déjà en cours. Attendez qu'elle se termine.", vbInformation, TITLE
        Exit Sub
    End If
    mBusy = True
    On Error GoTo Failed
    Application.StatusBar = "Relancier : un instant…"
    Set starter = CreateObject("WScript.Shell")
    Set files = CreateObject("Scripting.FileSystemObject")
    python = PythonPath(starter, files)
    If python = "" Then
        said = NotInstalled()
    ElseIf Not files.FileExists(python) Then
        said = PythonMoved(python)
    Else
        noted = LogSize(starter, files)
        code = starter.Run(WhatToRun(python, action, CStr(Application.hwnd)), WINDOW_AS_USUAL, True)
        If LogSize(starter, files) = noted Then ' it did not even begin: that leaves with 1 too
            If code <> 0 Then said = StoppedEarly(code, "")
        ElseIf code < 0 Or code > LAST_TOLD Then
            said = StoppedEarly(code, LogPath(starter, files))
        End If
    End If
GiveBack:
    On Error GoTo 0
    mBusy = False
    Application.StatusBar = False
    If said <> "" Then MsgBox said, vbExclamation, TITLE
    LookAround
    Exit Sub
Failed:
    said = CouldNotStart(Err.Number, Err.Description)
    Resume GiveBack
End Sub

' What is run. Raises 5 when a part could carry something else than what it should.
Public Function WhatToRun(ByVal python As String, ByVal action As String, ByVal window As String) As String
    If Not IsActionName(action) Then Err.Raise 5, TITLE, "nom d'action inattendu : " & action
    If Not IsMadeOf(window, "0123456789") Then Err.Raise 5, TITLE, "fenêtre inattendue : " & window
    If InStr(python, """") > 0 Or InStr(python, "%") > 0 Then Err.Raise 5, TITLE, "chemin inattendu : " & python
    WhatToRun = """" & python & """ -P -X utf8 -m relancier.ruban " & action & " --hwnd=" & window
End Function

Public Function IsActionName(ByVal action As String) As Boolean
    IsActionName = Len(action) <= LONGEST_NAME And IsMadeOf(action, NAME_LETTERS)
End Function

Private Function IsMadeOf(ByVal text As String, ByVal letters As String) As Boolean
    Dim i As Long
    IsMadeOf = Len(text) > 0
    For i = 1 To Len(text)
        If InStr(1, letters, Mid$(text, i, 1), vbBinaryCompare) = 0 Then IsMadeOf = False
    Next i
End Function

' Where the installer wrote that Python is: for this user, otherwise for the whole computer; "" when nowhere.
Private Function PythonPath(ByVal starter As Object, ByVal files As Object) As String
    Dim folder As Variant, path As String, text As Object
    For Each folder In Array("%LOCALAPPDATA%", "%PROGRAMDATA%")
        path = starter.ExpandEnvironmentStrings(folder & PYTHON_FILE)
        If files.FileExists(path) Then
            Set text = files.OpenTextFile(path, FOR_READING, False, UTF_16)
            If Not text.AtEndOfStream Then PythonPath = Trim$(text.ReadLine)
            text.Close
            If PythonPath <> "" Then Exit Function
        End If
    Next folder
End Function

Private Function LogPath(ByVal starter As Object, ByVal files As Object) As String
    Dim path As String
    path = starter.ExpandEnvironmentStrings(LOG_FILE)
    If files.FileExists(path) Then LogPath = path
End Function

Private Function LogSize(ByVal starter As Object, ByVal files As Object) As Double
    Dim path As String
    path = LogPath(starter, files)
    If path <> "" Then LogSize = files.GetFile(path).Size
End Function

Public Function NotInstalled() As String
    NotInstalled = "Relancier n'est pas encore installé sur ce poste." & vbCrLf & vbCrLf & _
        "Dans un terminal, tapez : " & INSTALL
End Function

Public Function PythonMoved(ByVal python As String) As String
    PythonMoved = "Python n'est plus là où Relancier l'avait trouvé : " & python & vbCrLf & vbCrLf & _
        "Réinstallez Python s'il le faut, puis, dans un terminal, tapez : " & INSTALL
End Function

Public Function CouldNotStart(ByVal number As Long, ByVal description As String) As String
    CouldNotStart = "Excel n'a pas pu démarrer Python (erreur " & number & " : " & description & ")." & vbCrLf & vbCrLf & _
        "Votre entreprise interdit peut-être à Excel de lancer d'autres programmes. Les mêmes boutons sont dans une " & _
        "fenêtre à part : dans un terminal, tapez « py -m relancier fenetre »."
End Function

Public Function StoppedEarly(ByVal code As Long, ByVal log As String) As String
    StoppedEarly = "Relancier s'est arrêté avant d'avoir fini (code " & code & ")." & vbCrLf & vbCrLf
    If log = "" Then
        StoppedEarly = StoppedEarly & "Il n'a rien pu noter. Dans un terminal, tapez : " & INSTALL
    Else
        StoppedEarly = StoppedEarly & "Le détail est dans " & log & " ; joignez ce fichier si vous demandez de l'aide."
    End If
End Function
