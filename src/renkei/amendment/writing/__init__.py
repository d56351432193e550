"""Operations written as 改め文, in the style of a house (改め文の作成)."""
