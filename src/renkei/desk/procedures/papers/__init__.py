"""文書: the official papers of a procedure, composed from frozen data and set as Word and PDF.

協約書, 議案, 告示, 届出書, 協議文, 送付文, 通告書, 正誤表. No database and no clock: the same data
gives the same bytes, and each paper carries what it was made from.
"""
