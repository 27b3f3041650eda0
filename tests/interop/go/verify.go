// Verify checks a checkpoint and proofs of Accord with golang.org/x/mod/sumdb.
//
// It reads one JSON object: the checkpoint as a signed note, the hub's verifier key, and
// lists of inclusion and consistency proofs. It prints "ok" or what is wrong.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type inclusion struct {
	Leaf  []byte   `json:"leaf"`
	Index int64    `json:"index"`
	Proof [][]byte `json:"proof"`
}

type consistency struct {
	Size  int64    `json:"size"`
	Root  []byte   `json:"root"`
	Proof [][]byte `json:"proof"`
}

type input struct {
	Note        string        `json:"note"`
	Key         string        `json:"key"`
	Inclusion   []inclusion   `json:"inclusion"`
	Consistency []consistency `json:"consistency"`
}

func hash(data []byte) (h tlog.Hash) {
	copy(h[:], data)
	return h
}

func hashes(all [][]byte) (found []tlog.Hash) {
	for _, one := range all {
		found = append(found, hash(one))
	}
	return found
}

func check(in input) error {
	verifier, err := note.NewVerifier(in.Key)
	if err != nil {
		return err
	}
	opened, err := note.Open([]byte(in.Note), note.VerifierList(verifier))
	if err != nil {
		return err
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return err
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return err
	}
	for _, one := range in.Inclusion {
		leaf := tlog.RecordHash(one.Leaf)
		if err := tlog.CheckRecord(hashes(one.Proof), size, root, one.Index, leaf); err != nil {
			return fmt.Errorf("record %d: %v", one.Index, err)
		}
	}
	for _, one := range in.Consistency {
		if err := tlog.CheckTree(hashes(one.Proof), size, root, one.Size, hash(one.Root)); err != nil {
			return fmt.Errorf("tree %d: %v", one.Size, err)
		}
	}
	return nil
}

func main() {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
	if err := check(in); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("ok")
}
