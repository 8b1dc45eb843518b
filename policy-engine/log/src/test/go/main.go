// Reads a log with the implementation of notes and tiles that the Go project keeps for its checksum
// database, and nothing of Writ's own: the checkpoint's signature, every tile against the signed
// root, every entry against its hash, earlier checkpoints, and proofs of single entries.
//
// Usage: reader FOLDER VERIFIER-KEY [PROOF-FILE...]
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func fail(format string, args ...any) { check(fmt.Errorf(format, args...)) }

// head opens a checkpoint and returns the tree that it signs.
func head(text []byte, key note.Verifier) tlog.Tree {
	opened, err := note.Open(text, note.VerifierList(key))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != key.Name() {
		fail("no checkpoint of %s: %q", key.Name(), opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)
	return tlog.Tree{N: size, Hash: root}
}

// folder serves the tiles of a log, which lie where C2SP's tlog-tiles has them.
type folder string

func (f folder) Height() int { return 8 }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), path(tile, strconv.Itoa(tile.L))))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// path turns tile/8/L/N, which the Go checksum database uses, into tile/L/N.
func path(tile tlog.Tile, level string) string {
	rest := strings.SplitN(tile.Path(), "/", 4)[3]
	return "tile/" + level + "/" + rest
}

func (f folder) entries(tree tlog.Tree) [][]byte {
	var all [][]byte
	for n := int64(0); n*256 < tree.N; n++ {
		width := tree.N - n*256
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: 0, N: n, W: int(width)}
		data, err := os.ReadFile(filepath.Join(string(f), path(tile, "entries")))
		check(err)
		for len(data) > 0 {
			length := int(binary.BigEndian.Uint16(data))
			all = append(all, data[2:2+length])
			data = data[2+length:]
		}
	}
	return all
}

func verifyEntries(f folder, tree tlog.Tree, hashes tlog.HashReader) [][]byte {
	entries := f.entries(tree)
	if int64(len(entries)) != tree.N {
		fail("%d entries in a tree of %d", len(entries), tree.N)
	}
	for at, entry := range entries {
		stored, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, int64(at))})
		check(err)
		if stored[0] != tlog.RecordHash(entry) {
			fail("entry %d is not what the tile has", at)
		}
	}
	return entries
}

func verifyEarlier(f folder, tree tlog.Tree, hashes tlog.HashReader, key note.Verifier) int {
	files, err := filepath.Glob(filepath.Join(string(f), "checkpoints", "*"))
	check(err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		check(err)
		earlier := head(text, key)
		proof, err := tlog.ProveTree(tree.N, earlier.N, hashes)
		check(err)
		check(tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, earlier.Hash))
	}
	return len(files)
}

// verifyProof reads C2SP's tlog-proof, whose extra data is the entry.
func verifyProof(file string, entries [][]byte, key note.Verifier) {
	text, err := os.ReadFile(file)
	check(err)
	parts := bytes.SplitN(text, []byte("\n\n"), 2)
	lines := strings.Split(string(parts[0]), "\n")
	if lines[0] != "c2sp.org/tlog-proof@v1" {
		fail("%s is no proof", file)
	}
	entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	check(err)
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	check(err)
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		check(err)
		proof = append(proof, hash)
	}
	tree := head(parts[1], key)
	check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)))
	if !bytes.Equal(entry, entries[index]) {
		fail("the proof of entry %d is of another", index)
	}
}

func main() {
	log := folder(os.Args[1])
	key, err := note.NewVerifier(os.Args[2])
	check(err)
	text, err := os.ReadFile(filepath.Join(string(log), "checkpoint"))
	check(err)
	tree := head(text, key)
	hashes := tlog.TileHashReader(tree, log)
	entries := verifyEntries(log, tree, hashes)
	earlier := verifyEarlier(log, tree, hashes, key)
	for _, proof := range os.Args[3:] {
		verifyProof(proof, entries, key)
	}
	fmt.Printf("%d entries, %d checkpoints, %d proofs\n", len(entries), earlier, len(os.Args)-3)
}
