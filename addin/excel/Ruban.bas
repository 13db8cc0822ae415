Attribute VB_Name = "Ruban"
Option Explicit

' The ribbon's callbacks. A button is greyed only where it is sure to fail: in doubt it stays, and Python says what is
' missing.

Private Const DEBTOR_TABLES As String = _
    " tblDebiteurs tblFactures tblReglements tblSuspensions tblPropositions tblRelances tblEcheanciers tblPieces "

Private mRibbon As IRibbonUI
Private mInWorkbook As Boolean
Private mOnDebtor As Boolean

Public Sub OnLoad(ribbon As IRibbonUI)
    Set mRibbon = ribbon
    ThisWorkbook.Follow
    LookAround
End Sub

Public Sub OnAction(control As IRibbonControl)
    StartAction control.ID
End Sub

Public Sub GetEnabled(control As IRibbonControl, ByRef returnedVal)
    returnedVal = Allowed(control.Tag, mInWorkbook, mOnDebtor)
End Sub

Public Function Allowed(ByVal need As String, ByVal inWorkbook As Boolean, ByVal onDebtor As Boolean) As Boolean
    Select Case need
        Case "CLASSEUR"
            Allowed = inWorkbook
        Case "DEBITEUR"
            Allowed = inWorkbook And onDebtor
        Case Else
            Allowed = True
    End Select
End Function

' Looks where the user is, and redraws the buttons when that changes what they may do.
Public Sub LookAround()
    Dim inWorkbook As Boolean, onDebtor As Boolean
    If IsBusy() Then Exit Sub
    On Error GoTo InDoubt
    inWorkbook = HasOurTables(ActiveWorkbook)
    If inWorkbook Then onDebtor = IsOnDebtor(ActiveCell)
    Note inWorkbook, onDebtor
    Exit Sub
InDoubt:
    Note True, True
End Sub

' No workbook is in front any more; the one that comes next looks again.
Public Sub LookAway()
    Note False, False
End Sub

Private Sub Note(ByVal inWorkbook As Boolean, ByVal onDebtor As Boolean)
    If inWorkbook = mInWorkbook And onDebtor = mOnDebtor Then Exit Sub
    mInWorkbook = inWorkbook
    mOnDebtor = onDebtor
    If Not mRibbon Is Nothing Then mRibbon.Invalidate
End Sub

Private Function HasOurTables(ByVal book As Object) As Boolean
    Dim sheet As Object, table As Object, found As Long
    If book Is Nothing Then Exit Function
    For Each sheet In book.Worksheets
        For Each table In sheet.ListObjects
            If table.Name = "tblFactures" Or table.Name = "tblDebiteurs" Then found = found + 1
        Next table
    Next sheet
    HasOurTables = found = 2
End Function

Private Function IsOnDebtor(ByVal cell As Object) As Boolean
    Dim table As Object, code As Variant, column As Long
    If cell Is Nothing Then Exit Function
    Set table = cell.ListObject
    If table Is Nothing Then Exit Function
    If Not NamesDebtor(table.Name) Then Exit Function
    If table.DataBodyRange Is Nothing Then Exit Function
    If Application.Intersect(cell, table.DataBodyRange) Is Nothing Then Exit Function
    column = CodeColumn(table)
    If column = 0 Then ' the user gave this column a heading of his own: Python knows it
        IsOnDebtor = True
        Exit Function
    End If
    code = table.DataBodyRange.Cells(cell.Row - table.DataBodyRange.Row + 1, column).Value
    If Not IsError(code) Then IsOnDebtor = Len(Trim$(CStr(code))) > 0
End Function

Public Function NamesDebtor(ByVal table As String) As Boolean
    NamesDebtor = InStr(1, DEBTOR_TABLES, " " & table & " ", vbBinaryCompare) > 0
End Function

' The position of the debtor's code among the table's columns, from 1; 0 when no heading says so.
Private Function CodeColumn(ByVal table As Object) As Long
    Dim column As Object, heading As String
    heading = CodeHeading(table.Name)
    For Each column In table.ListColumns
        If StrComp(Trim$(column.Name), heading, vbTextCompare) = 0 Then CodeColumn = column.Index
    Next column
End Function

Public Function CodeHeading(ByVal table As String) As String
    If table = "tblDebiteurs" Then CodeHeading = "Code" Else CodeHeading = "Code débiteur"
End Function
