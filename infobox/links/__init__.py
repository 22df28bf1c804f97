"""The care of external links: collect, run, classify, judge over time, report, fix. Needs findings and texts only."""
