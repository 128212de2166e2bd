"""Excel workbooks: domain data in, workbook out (and back); knows nothing of Qt, SQL or the record."""
