"""The register of agreements (連携協約): their texts, and how a text comes in."""
