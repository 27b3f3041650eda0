export { Schema, DOMParser, DOMSerializer, Fragment, Slice, Node } from "prosemirror-model";
export { EditorState, Plugin, PluginKey, TextSelection, NodeSelection } from "prosemirror-state";
export { EditorView, Decoration, DecorationSet } from "prosemirror-view";
export { baseKeymap, chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
export { keymap } from "prosemirror-keymap";
export { closeHistory, history, redo, redoDepth, undo, undoDepth } from "prosemirror-history";
export { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
export { inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
