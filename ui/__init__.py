"""Qt widgets only: view models (pure), screens (draw), presenters (join). The UI thread never scans, asks or sends."""
