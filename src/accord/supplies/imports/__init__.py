"""Tables from spreadsheets become acts: read, checked row by row, all or nothing.

bytes -> sheets.rows -> columns.Header -> a kind of table -> acts
"""
