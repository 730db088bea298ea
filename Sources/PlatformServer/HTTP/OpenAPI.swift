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
            "description": "Reconciles the devices that edit a site. A site is a log of immutable batches; the server orders them and keeps them for ever. Control travels as JSON, batches in binary frames.\n\nA frame is: `PMWF`, version (1), kind, flags (1: the payload is zlib), a zero byte, payload length on the wire, payload length before deflate, CRC32C of these 16 bytes and the payload, payload; numbers are big-endian UInt32. Payloads are made of LEB128 varints and length-prefixed runs.\n\nPush (kind 1): standing (replica 8 bytes, epoch as 0 or 1 and 8 bytes, cursor, digest 32 bytes, floor, dropped), then a count and that many runs, each a canonical batch.\n\nPull (kind 2): log state (epoch 8 bytes, head, stable, kept, seal as 0 or 1 and 32 bytes), from, to, digest at `to`, then a count of entries: start, author, time in milliseconds as 8 bytes, run with the canonical batch."
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
                  "description": "A push frame (kind 1).",
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
                  }
                ],
                "responses": {
                  "200": {
                    "description": "A pull frame (kind 2).",
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
                "summary": "The site from its beginning.",
                "description": "For now the log itself, in pages, as `pull` gives it from 0.",
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
                  }
                ],
                "responses": {
                  "200": {
                    "description": "A pull frame (kind 2).",
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
            "/v1/sites/{site}/events": {
              "get": {
                "operationId": "events",
                "summary": "Hints that the log has grown.",
                "description": "Server-sent events named `head`, data `{\"epoch\", \"head\"}`: one at once, one after each growth, the last one again every 15 s. A lost one costs latency, never correctness.",
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
                    "$ref": "#/components/schemas/Digest"
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
                    "description": "fork: the end of the last common batch."
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
