/// The API's description. `docs/openapi.yaml` is the same document; a test holds the two together.
enum OpenAPI {
    /// What `GET /v1/openapi.json` answers.
    static let json = Array(text.utf8)

    private static let text = #"""
        {
          "openapi": "3.1.0",
          "info": {
            "title": "pagemagic platform",
            "version": "1",
            "license": {
              "name": "Apache-2.0",
              "identifier": "Apache-2.0"
            },
            "description": "Reconciles the devices that edit a site. A site is a log of immutable batches; the server orders them and keeps them for ever. Control travels as JSON, batches in binary frames.\n\nA frame is: `PMWF`, version, kind, flags (1: the payload is zlib), a zero byte, payload length on the wire, payload length before deflate, CRC32C of these 16 bytes and the payload, payload; numbers are big-endian UInt32. Payloads are made of LEB128 varints and length-prefixed runs. The version is the form in which a push or a pull says its batches: 1 is rows, batch after batch in canonical form; 2 is columns, value after value, and comes only for more than 64 operations. Every server and every client reads rows. A server says with `frames` in its answer to the hello which version it reads; a client says it in `Accept`: `application/vnd.pagemagic.frame;version=2`.\n\nLog state: epoch 8 bytes, head, stable, kept, seal as 0 or 1 and epoch 8 bytes, position, digest 32 bytes, code 32 bytes. Standing: replica 8 bytes, epoch as 0 or 1 and 8 bytes, cursor, digest 32 bytes, floor, dropped. Entry: start, author, time in milliseconds as 8 bytes, run with the canonical batch.\n\nPush (kind 1): standing, then (version 1) a count and that many runs, each a canonical batch, or (version 2) the columns.\n\nPull (kind 2): log state, from, to, digest at `to`, then (version 1) a count of entries, or (version 2) the columns.\n\nHeal (kind 3, version 1): standing, a count of numberings (epoch 8 bytes, the largest position of it that is known), cut (position, digest), from (position, digest), seal as in the log state, a count of entries numbered as the lost log was.\n\nSnapshot (kind 4, version 1): log state, position, digest there, run with the state."
          },
          "servers": [
            {
              "url": "/"
            }
          ],
          "security": [
            {
              "token": []
            }
          ],
          "tags": [
            {
              "name": "sites"
            },
            {
              "name": "sync"
            },
            {
              "name": "observability"
            }
          ],
          "paths": {
            "/v1/sites": {
              "get": {
                "operationId": "listSites",
                "summary": "The sites of the account.",
                "tags": [
                  "sites"
                ],
                "responses": {
                  "200": {
                    "description": "Sorted by id.",
                    "headers": {
                      "Content-Digest": {
                        "description": "RFC 9530, `crc32c`: of the body.",
                        "schema": {
                          "type": "string"
                        }
                      }
                    },
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/SiteList"
                        }
                      }
                    }
                  },
                  "401": {
                    "$ref": "#/components/responses/Unauthorized"
                  }
                }
              }
            },
            "/v1/sites/{site}/hello": {
              "post": {
                "operationId": "hello",
                "summary": "Greet the server about a site.",
                "description": "The first request of a connection. A site that the server does not hold becomes the account's. The client's position is held against the log.",
                "tags": [
                  "sync"
                ],
                "parameters": [
                  {
                    "name": "site",
                    "in": "path",
                    "required": true,
                    "description": "The site's id: that of its root node.",
                    "schema": {
                      "$ref": "#/components/schemas/NodeID"
                    }
                  }
                ],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "$ref": "#/components/schemas/HelloRequest"
                      }
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "Where the log stands.",
                    "headers": {
                      "Content-Digest": {
                        "description": "RFC 9530, `crc32c`: of the body.",
                        "schema": {
                          "type": "string"
                        }
                      }
                    },
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/HelloAnswer"
                        }
                      }
                    }
                  },
                  "400": {
                    "$ref": "#/components/responses/Malformed"
                  },
                  "401": {
                    "$ref": "#/components/responses/Unauthorized"
                  },
                  "403": {
                    "$ref": "#/components/responses/Forbidden"
                  },
                  "409": {
                    "$ref": "#/components/responses/History"
                  },
                  "413": {
                    "$ref": "#/components/responses/TooLarge"
                  }
                }
              }
            },
            "/v1/sites/{site}/push": {
              "post": {
                "operationId": "push",
                "summary": "Append own batches, in chain order.",
                "description": "Stops at the first batch that is not taken; the answer has one outcome for each batch looked at. It comes when the batches are on the disk. A repeated push answers `same` and changes nothing.",
                "tags": [
                  "sync"
                ],
                "parameters": [
                  {
                    "name": "site",
                    "in": "path",
                    "required": true,
                    "description": "The site's id: that of its root node.",
                    "schema": {
                      "$ref": "#/components/schemas/NodeID"
                    }
                  }
                ],
                "requestBody": {
                  "required": true,
                  "description": "A push frame (kind 1); of version 2 only to a server whose hello says that it reads it.",
                  "content": {
                    "application/vnd.pagemagic.frame": {
                      "schema": {
                        "type": "string",
                        "format": "binary"
                      }
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "What became of each batch.",
                    "headers": {
                      "Content-Digest": {
                        "description": "RFC 9530, `crc32c`: of the body.",
                        "schema": {
                          "type": "string"
                        }
                      }
                    },
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/PushAnswer"
                        }
                      }
                    }
                  },
                  "400": {
                    "$ref": "#/components/responses/Malformed"
                  },
                  "401": {
                    "$ref": "#/components/responses/Unauthorized"
                  },
                  "404": {
                    "$ref": "#/components/responses/NotFound"
                  },
                  "409": {
                    "$ref": "#/components/responses/History"
                  },
                  "413": {
                    "$ref": "#/components/responses/TooLarge"
                  },
                  "500": {
                    "$ref": "#/components/responses/Failed"
                  },
                  "503": {
                    "$ref": "#/components/responses/Busy"
                  }
                }
              }
            },
            "/v1/sites/{site}/pull": {
              "get": {
                "operationId": "pull",
                "summary": "A stretch of the log after the cursor.",
                "description": "Whole batches, without a hole, with the chained digest at their end. Ask again from `to` while it is below the head.",
                "tags": [
                  "sync"
                ],
                "parameters": [
                  {
                    "name": "site",
                    "in": "path",
                    "required": true,
                    "description": "The site's id: that of its root node.",
                    "schema": {
                      "$ref": "#/components/schemas/NodeID"
                    }
                  },
                  {
                    "name": "replica",
                    "in": "query",
                    "required": true,
                    "description": "Who asks.",
                    "schema": {
                      "$ref": "#/components/schemas/ReplicaID"
                    }
                  },
                  {
                    "name": "epoch",
                    "in": "query",
                    "required": false,
                    "description": "The epoch that numbered `from`; absent before the first hello.",
                    "schema": {
                      "$ref": "#/components/schemas/EpochID"
                    }
                  },
                  {
                    "name": "from",
                    "in": "query",
                    "required": false,
                    "description": "The cursor: how much of the log the client has. 0 for a whole log.",
                    "schema": {
                      "type": "integer",
                      "format": "int64",
                      "minimum": 0
                    }
                  },
                  {
                    "name": "digest",
                    "in": "query",
                    "required": false,
                    "description": "The chained digest at `from`; zeros at 0.",
                    "schema": {
                      "$ref": "#/components/schemas/Digest"
                    }
                  },
                  {
                    "name": "floor",
                    "in": "query",
                    "required": false,
                    "description": "The oldest position that an own batch still refers to.",
                    "schema": {
                      "type": "integer",
                      "format": "int64",
                      "minimum": 0
                    }
                  },
                  {
                    "name": "dropped",
                    "in": "query",
                    "required": false,
                    "description": "Up to which position the client has let go of operations.",
                    "schema": {
                      "type": "integer",
                      "format": "int64",
                      "minimum": 0
                    }
                  },
                  {
                    "name": "limit",
                    "in": "query",
                    "required": false,
                    "description": "About how many bytes of batches to answer with; at least one batch comes, and at most 4 MiB or one batch.",
                    "schema": {
                      "type": "integer",
                      "minimum": 0
                    }
                  },
                  {
                    "name": "Accept",
                    "in": "header",
                    "required": false,
                    "description": "`application/vnd.pagemagic.frame;version=2` from a client that reads columns.",
                    "schema": {
                      "type": "string"
                    }
                  }
                ],
                "responses": {
                  "200": {
                    "description": "A pull frame (kind 2); of version 2 only for a client whose `Accept` says that it reads it.",
                    "content": {
                      "application/vnd.pagemagic.frame": {
                        "schema": {
                          "type": "string",
                          "format": "binary"
                        }
                      }
                    }
                  },
                  "400": {
                    "$ref": "#/components/responses/Malformed"
                  },
                  "401": {
                    "$ref": "#/components/responses/Unauthorized"
                  },
                  "404": {
                    "$ref": "#/components/responses/NotFound"
                  },
                  "409": {
                    "$ref": "#/components/responses/History"
                  }
                }
              }
            },
            "/v1/sites/{site}/snapshot": {
              "get": {
                "operationId": "snapshot",
                "summary": "A state of the log to begin from.",
                "description": "The log's state at a position that everybody has seen, with the digest there: a client that has nothing begins with it and pulls the rest. 404 where there is none yet: then pull from 0. Snapshots are written behind pushes, every 10,000 operations or 8 MiB of the log.",
                "tags": [
                  "sync"
                ],
                "parameters": [
                  {
                    "name": "site",
                    "in": "path",
                    "required": true,
                    "description": "The site's id: that of its root node.",
                    "schema": {
                      "$ref": "#/components/schemas/NodeID"
                    }
                  },
                  {
                    "name": "replica",
                    "in": "query",
                    "required": true,
                    "description": "Who asks.",
                    "schema": {
                      "$ref": "#/components/schemas/ReplicaID"
                    }
                  },
                  {
                    "name": "epoch",
                    "in": "query",
                    "required": false,
                    "description": "The epoch that numbered `from`; absent before the first hello.",
                    "schema": {
                      "$ref": "#/components/schemas/EpochID"
                    }
                  },
                  {
                    "name": "from",
                    "in": "query",
                    "required": false,
                    "description": "The cursor: how much of the log the client has. 0 for a whole log.",
                    "schema": {
                      "type": "integer",
                      "format": "int64",
                      "minimum": 0
                    }
                  },
                  {
                    "name": "digest",
                    "in": "query",
                    "required": false,
                    "description": "The chained digest at `from`; zeros at 0.",
                    "schema": {
                      "$ref": "#/components/schemas/Digest"
                    }
                  },
                  {
                    "name": "floor",
                    "in": "query",
                    "required": false,
                    "description": "The oldest position that an own batch still refers to.",
                    "schema": {
                      "type": "integer",
                      "format": "int64",
                      "minimum": 0
                    }
                  },
                  {
                    "name": "dropped",
                    "in": "query",
                    "required": false,
                    "description": "Up to which position the client has let go of operations.",
                    "schema": {
                      "type": "integer",
                      "format": "int64",
                      "minimum": 0
                    }
                  }
                ],
                "responses": {
                  "200": {
                    "description": "A snapshot frame (kind 4).",
                    "content": {
                      "application/vnd.pagemagic.frame": {
                        "schema": {
                          "type": "string",
                          "format": "binary"
                        }
                      }
                    }
                  },
                  "400": {
                    "$ref": "#/components/responses/Malformed"
                  },
                  "401": {
                    "$ref": "#/components/responses/Unauthorized"
                  },
                  "404": {
                    "$ref": "#/components/responses/NotFound"
                  },
                  "409": {
                    "$ref": "#/components/responses/History"
                  }
                }
              }
            },
            "/v1/sites/{site}/common": {
              "post": {
                "operationId": "common",
                "summary": "Which of a client's batch ends the log has too.",
                "description": "The first step of a client whose log this one does not continue: the server was set back. A site that the server does not hold becomes the account's.",
                "tags": [
                  "sync"
                ],
                "parameters": [
                  {
                    "name": "site",
                    "in": "path",
                    "required": true,
                    "description": "The site's id: that of its root node.",
                    "schema": {
                      "$ref": "#/components/schemas/NodeID"
                    }
                  }
                ],
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "$ref": "#/components/schemas/CommonRequest"
                      }
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "The last common position.",
                    "headers": {
                      "Content-Digest": {
                        "description": "RFC 9530, `crc32c`: of the body.",
                        "schema": {
                          "type": "string"
                        }
                      }
                    },
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/CommonAnswer"
                        }
                      }
                    }
                  },
                  "400": {
                    "$ref": "#/components/responses/Malformed"
                  },
                  "401": {
                    "$ref": "#/components/responses/Unauthorized"
                  },
                  "403": {
                    "$ref": "#/components/responses/Forbidden"
                  },
                  "413": {
                    "$ref": "#/components/responses/TooLarge"
                  },
                  "500": {
                    "$ref": "#/components/responses/Failed"
                  },
                  "503": {
                    "$ref": "#/components/responses/Busy"
                  }
                }
              }
            },
            "/v1/sites/{site}/heal": {
              "post": {
                "operationId": "heal",
                "summary": "Give back a page of a lost log.",
                "description": "In log order, with original bytes and bases, from the last common end on. What the log does not have is appended as one block, behind a note of how the lost positions are numbered now; it answers when that is on the disk. A repeated page changes nothing.",
                "tags": [
                  "sync"
                ],
                "parameters": [
                  {
                    "name": "site",
                    "in": "path",
                    "required": true,
                    "description": "The site's id: that of its root node.",
                    "schema": {
                      "$ref": "#/components/schemas/NodeID"
                    }
                  }
                ],
                "requestBody": {
                  "required": true,
                  "description": "A heal frame (kind 3).",
                  "content": {
                    "application/vnd.pagemagic.frame": {
                      "schema": {
                        "type": "string",
                        "format": "binary"
                      }
                    }
                  }
                },
                "responses": {
                  "200": {
                    "description": "How much of the page came into the log.",
                    "headers": {
                      "Content-Digest": {
                        "description": "RFC 9530, `crc32c`: of the body.",
                        "schema": {
                          "type": "string"
                        }
                      }
                    },
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/HealAnswer"
                        }
                      }
                    }
                  },
                  "400": {
                    "$ref": "#/components/responses/Malformed"
                  },
                  "401": {
                    "$ref": "#/components/responses/Unauthorized"
                  },
                  "403": {
                    "$ref": "#/components/responses/Forbidden"
                  },
                  "409": {
                    "$ref": "#/components/responses/History"
                  },
                  "413": {
                    "$ref": "#/components/responses/TooLarge"
                  },
                  "500": {
                    "$ref": "#/components/responses/Failed"
                  },
                  "503": {
                    "$ref": "#/components/responses/Busy"
                  }
                }
              }
            },
            "/v1/sites/{site}/events": {
              "get": {
                "operationId": "events",
                "summary": "Hints that the log has grown.",
                "description": "Server-sent events named `head`, data an EventHint: one at once, one after each growth, the last one again every 15 s. A lost one costs latency, never correctness.",
                "tags": [
                  "sync"
                ],
                "parameters": [
                  {
                    "name": "site",
                    "in": "path",
                    "required": true,
                    "description": "The site's id: that of its root node.",
                    "schema": {
                      "$ref": "#/components/schemas/NodeID"
                    }
                  }
                ],
                "responses": {
                  "200": {
                    "description": "An event stream.",
                    "content": {
                      "text/event-stream": {
                        "schema": {
                          "type": "string"
                        }
                      }
                    }
                  },
                  "401": {
                    "$ref": "#/components/responses/Unauthorized"
                  },
                  "404": {
                    "$ref": "#/components/responses/NotFound"
                  },
                  "503": {
                    "$ref": "#/components/responses/Busy"
                  }
                }
              }
            },
            "/v1/openapi.json": {
              "get": {
                "operationId": "openapi",
                "summary": "This description.",
                "tags": [
                  "observability"
                ],
                "security": [],
                "responses": {
                  "200": {
                    "description": "OpenAPI 3.1.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "type": "object"
                        }
                      }
                    }
                  }
                }
              }
            },
            "/healthz": {
              "get": {
                "operationId": "health",
                "summary": "The process runs.",
                "tags": [
                  "observability"
                ],
                "security": [],
                "responses": {
                  "200": {
                    "description": "ok",
                    "content": {
                      "text/plain": {
                        "schema": {
                          "type": "string"
                        }
                      }
                    }
                  }
                }
              }
            },
            "/readyz": {
              "get": {
                "operationId": "ready",
                "summary": "The database answers.",
                "tags": [
                  "observability"
                ],
                "security": [],
                "responses": {
                  "200": {
                    "description": "ok",
                    "content": {
                      "text/plain": {
                        "schema": {
                          "type": "string"
                        }
                      }
                    }
                  },
                  "503": {
                    "$ref": "#/components/responses/Busy"
                  }
                }
              }
            },
            "/metrics": {
              "get": {
                "operationId": "metrics",
                "summary": "Counters, Prometheus text format.",
                "tags": [
                  "observability"
                ],
                "security": [],
                "responses": {
                  "200": {
                    "description": "Counters.",
                    "content": {
                      "text/plain": {
                        "schema": {
                          "type": "string"
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "components": {
            "securitySchemes": {
              "token": {
                "type": "http",
                "scheme": "bearer",
                "description": "An opaque token of `pagemagicd token`; kept only as its hash."
              }
            },
            "responses": {
              "Malformed": {
                "description": "Not in its form.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    }
                  }
                }
              },
              "Unauthorized": {
                "description": "No token, or one that is not known.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    }
                  }
                }
              },
              "Forbidden": {
                "description": "The site is another account's.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    }
                  }
                }
              },
              "NotFound": {
                "description": "No such site of this account.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    }
                  }
                }
              },
              "History": {
                "description": "The client knows a log that this one does not continue; `cut` is the last position they may have in common.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    }
                  }
                }
              },
              "TooLarge": {
                "description": "The body is over the limit.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    }
                  }
                }
              },
              "Failed": {
                "description": "The server could not do it.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    }
                  }
                }
              },
              "Busy": {
                "description": "Later: see Retry-After.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    }
                  }
                }
              }
            },
            "schemas": {
              "NodeID": {
                "type": "string",
                "pattern": "^[0-9a-f]{32}$",
                "description": "128 random bits."
              },
              "ReplicaID": {
                "type": "string",
                "pattern": "^[0-9a-f]{16}$",
                "description": "64 random bits for each (store, site)."
              },
              "EpochID": {
                "type": "string",
                "pattern": "^[0-9a-f]{16}$",
                "description": "One for each start of a server on its data."
              },
              "Digest": {
                "type": "string",
                "pattern": "^[0-9a-f]{64}$",
                "description": "SHA-256."
              },
              "LogEnd": {
                "type": "object",
                "description": "A batch end.",
                "required": [
                  "position",
                  "digest"
                ],
                "properties": {
                  "position": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0
                  },
                  "digest": {
                    "$ref": "#/components/schemas/Digest"
                  }
                }
              },
              "Seal": {
                "type": "object",
                "description": "The server's word that its log once reached a position: `code` is HMAC-SHA-256 over site, epoch, position and digest, with a key that lies outside the data folder.",
                "required": [
                  "epoch",
                  "position",
                  "digest",
                  "code"
                ],
                "properties": {
                  "epoch": {
                    "$ref": "#/components/schemas/EpochID"
                  },
                  "position": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0
                  },
                  "digest": {
                    "$ref": "#/components/schemas/Digest"
                  },
                  "code": {
                    "$ref": "#/components/schemas/Digest"
                  }
                }
              },
              "Standing": {
                "type": "object",
                "required": [
                  "replica",
                  "cursor",
                  "digest",
                  "floor",
                  "dropped"
                ],
                "properties": {
                  "replica": {
                    "$ref": "#/components/schemas/ReplicaID"
                  },
                  "epoch": {
                    "$ref": "#/components/schemas/EpochID"
                  },
                  "cursor": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0
                  },
                  "digest": {
                    "$ref": "#/components/schemas/Digest"
                  },
                  "floor": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0
                  },
                  "dropped": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0
                  }
                }
              },
              "HelloRequest": {
                "type": "object",
                "required": [
                  "standing",
                  "rules"
                ],
                "properties": {
                  "standing": {
                    "$ref": "#/components/schemas/Standing"
                  },
                  "rules": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0,
                    "description": "The newest merge rules that the client knows."
                  }
                }
              },
              "LogState": {
                "type": "object",
                "required": [
                  "epoch",
                  "head",
                  "stable",
                  "kept"
                ],
                "properties": {
                  "epoch": {
                    "$ref": "#/components/schemas/EpochID"
                  },
                  "head": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0
                  },
                  "stable": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0,
                    "description": "What lies at or below it nobody needs to merge any more."
                  },
                  "kept": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0,
                    "description": "The oldest restore point that is promised."
                  },
                  "seal": {
                    "$ref": "#/components/schemas/Seal"
                  }
                }
              },
              "HelloAnswer": {
                "allOf": [
                  {
                    "$ref": "#/components/schemas/LogState"
                  },
                  {
                    "type": "object",
                    "required": [
                      "account"
                    ],
                    "properties": {
                      "account": {
                        "type": "string"
                      },
                      "chain": {
                        "type": "object",
                        "description": "The end of the replica's chain in the log.",
                        "required": [
                          "last",
                          "link"
                        ],
                        "properties": {
                          "last": {
                            "type": "integer",
                            "format": "int64",
                            "minimum": 0
                          },
                          "link": {
                            "$ref": "#/components/schemas/Digest"
                          }
                        }
                      },
                      "frames": {
                        "type": "integer",
                        "minimum": 1,
                        "description": "The newest version of frames that the server reads; 1 where it is absent."
                      }
                    }
                  }
                ]
              },
              "PushAnswer": {
                "allOf": [
                  {
                    "$ref": "#/components/schemas/LogState"
                  },
                  {
                    "type": "object",
                    "required": [
                      "outcomes"
                    ],
                    "properties": {
                      "outcomes": {
                        "type": "array",
                        "items": {
                          "$ref": "#/components/schemas/PushOutcome"
                        }
                      },
                      "first": {
                        "type": "string",
                        "description": "The first operation of the push that is answered."
                      }
                    }
                  }
                ]
              },
              "PushOutcome": {
                "type": "object",
                "required": [
                  "outcome",
                  "status"
                ],
                "properties": {
                  "outcome": {
                    "enum": [
                      "accepted",
                      "same",
                      "refused",
                      "gap",
                      "fork",
                      "rebase",
                      "forbidden"
                    ]
                  },
                  "status": {
                    "enum": [
                      201,
                      200,
                      422,
                      409,
                      403
                    ]
                  },
                  "start": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0,
                    "description": "accepted, same: the position of its first operation."
                  },
                  "message": {
                    "type": "string",
                    "description": "refused, forbidden: why."
                  },
                  "expected": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0,
                    "description": "gap: the sequence number that the chain goes on with."
                  },
                  "seq": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0,
                    "description": "fork: the end of the last common batch. Also where the log has already what the batch stands for."
                  },
                  "link": {
                    "$ref": "#/components/schemas/Digest"
                  },
                  "stable": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0,
                    "description": "rebase: what the base lies below."
                  }
                }
              },
              "CommonRequest": {
                "type": "object",
                "required": [
                  "ends"
                ],
                "properties": {
                  "ends": {
                    "type": "array",
                    "maxItems": 1000,
                    "description": "Batch ends of the client's log, ascending.",
                    "items": {
                      "$ref": "#/components/schemas/LogEnd"
                    }
                  }
                }
              },
              "CommonAnswer": {
                "allOf": [
                  {
                    "$ref": "#/components/schemas/LogState"
                  },
                  {
                    "type": "object",
                    "required": [
                      "position"
                    ],
                    "properties": {
                      "position": {
                        "type": "integer",
                        "format": "int64",
                        "minimum": 0,
                        "description": "The largest of the positions asked at which both logs have the same digest; 0 where there is none."
                      }
                    }
                  }
                ]
              },
              "HealAnswer": {
                "allOf": [
                  {
                    "$ref": "#/components/schemas/LogState"
                  },
                  {
                    "type": "object",
                    "required": [
                      "through",
                      "taken",
                      "refused",
                      "missing"
                    ],
                    "properties": {
                      "through": {
                        "type": "integer",
                        "format": "int64",
                        "minimum": 0,
                        "description": "The position in the lost log up to which it was taken."
                      },
                      "taken": {
                        "type": "integer",
                        "format": "int64",
                        "minimum": 0,
                        "description": "Operations that came into the log; the others were there already."
                      },
                      "refused": {
                        "type": "integer",
                        "format": "int64",
                        "minimum": 0,
                        "description": "Operations that cannot come back: their chain went on otherwise meanwhile."
                      },
                      "missing": {
                        "type": "integer",
                        "format": "int64",
                        "minimum": 0,
                        "description": "Operations that the seal proves and nobody has offered yet."
                      }
                    }
                  }
                ]
              },
              "EventHint": {
                "type": "object",
                "required": [
                  "epoch",
                  "head",
                  "check"
                ],
                "properties": {
                  "epoch": {
                    "$ref": "#/components/schemas/EpochID"
                  },
                  "head": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0
                  },
                  "check": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0,
                    "maximum": 4294967295,
                    "description": "CRC32C of the epoch's 16 digits, a space and the head in decimal: an event has no header that could carry it."
                  }
                }
              },
              "SiteList": {
                "type": "object",
                "required": [
                  "account",
                  "sites"
                ],
                "properties": {
                  "account": {
                    "type": "string"
                  },
                  "sites": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": [
                        "id",
                        "head",
                        "updatedAt"
                      ],
                      "properties": {
                        "id": {
                          "$ref": "#/components/schemas/NodeID"
                        },
                        "head": {
                          "type": "integer",
                          "format": "int64",
                          "minimum": 0
                        },
                        "updatedAt": {
                          "type": "integer",
                          "format": "int64",
                          "description": "Milliseconds since 1970."
                        }
                      }
                    }
                  }
                }
              },
              "Problem": {
                "type": "object",
                "description": "RFC 9457.",
                "required": [
                  "type",
                  "title",
                  "status",
                  "detail"
                ],
                "properties": {
                  "type": {
                    "enum": [
                      "/problems/malformed",
                      "/problems/unauthorized",
                      "/problems/forbidden",
                      "/problems/not-found",
                      "/problems/method",
                      "/problems/history",
                      "/problems/too-large",
                      "/problems/too-many",
                      "/problems/failed",
                      "/problems/busy",
                      "/problems/other"
                    ]
                  },
                  "title": {
                    "type": "string"
                  },
                  "status": {
                    "type": "integer"
                  },
                  "detail": {
                    "type": "string"
                  },
                  "cut": {
                    "type": "integer",
                    "format": "int64",
                    "minimum": 0
                  }
                }
              }
            }
          }
        }
        """#
}
