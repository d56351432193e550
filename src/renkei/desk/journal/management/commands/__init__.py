"""``renkei manage`` …"""
